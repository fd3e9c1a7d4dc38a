// A self-managed GitLab as far as OAuth goes: a certified authorization server under GitLab's addresses, with one
// client, and GitLab's list of a group's members behind it.
// Usage: node oidc-provider.mjs PORT REDIRECT_URI SECONDS_THAT_ACCESS_TOKENS_LIVE
import http from 'node:http';
import Provider from 'oidc-provider';

const [port, redirectUri, lifetime] = process.argv.slice(2);

const members = ['sato', 'suzuki', 'takahashi'].map((username, index) => ({
  id: index + 1,
  username,
  name: username,
  email: `${username}@example.com`,
  state: 'active',
  access_level: index === 0 ? 50 : 30,
  membership_type: 'group_member',
}));

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'daicho',
      client_secret: 'a-secret-of-the-test',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  routes: { authorization: '/oauth/authorize', token: '/oauth/token' },
  scopes: ['api', 'read_api', 'openid', 'offline_access'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  ttl: { AccessToken: Number(lifetime), RefreshToken: 3600, AuthorizationCode: 60, Grant: 3600, Interaction: 600, Session: 3600 },
  findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  cookies: { keys: ['cookies-of-the-test'] },
});

let refreshes = 0;
provider.on('grant.success', ({ oidc }) => {
  if (oidc.params.grant_type === 'refresh_token') refreshes += 1;
});

const resources = [
  [/^\/api\/v4\/user$/, members[0]],
  [/^\/api\/v4\/groups\/[^/]+\/members\/all$/, members],
  [/^\/api\/v4\/groups\/[^/]+\/.+$/, []],
  [/^\/api\/v4\/groups\/[^/]+$/, { id: 7, name: 'Example', full_path: 'example' }],
];

async function answerFor(path, authorization = '') {
  if (path === '/refreshes') return [200, refreshes];
  const token = await provider.AccessToken.find(authorization.replace(/^Bearer /, ''));
  if (!token || token.isExpired) return [401, { message: '401 Unauthorized' }];
  const found = resources.find(([pattern]) => pattern.test(path));
  return found ? [200, found[1]] : [404, { message: '404 Not Found' }];
}

const authorize = provider.callback();
http
  .createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname !== '/refreshes' && !pathname.startsWith('/api/')) return authorize(request, response);
    const [status, body] = await answerFor(pathname, request.headers.authorization);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  })
  .listen(Number(port), '127.0.0.1');
