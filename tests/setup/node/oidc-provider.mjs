// An OAuth 2 and OpenID provider with one client, and one resource behind it: the list of its members.
// Usage: node oidc-provider.mjs PORT REDIRECT_URI
import http from 'node:http';
import Provider from 'oidc-provider';

const [port, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const members = ['sato', 'suzuki', 'takahashi'].map((name, index) => ({
  id: String(index + 1),
  email: `${name}@example.com`,
  name,
  role: index === 0 ? 'owner' : 'member',
}));

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'daicho',
      client_secret: 'a-secret-of-the-test',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  ],
  scopes: ['openid', 'offline_access'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (_ctx, client, code) =>
    client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
  ttl: { AccessToken: 3, RefreshToken: 3600, AuthorizationCode: 60, Grant: 3600, Interaction: 600, Session: 600 },
  findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
  cookies: { keys: ['cookies-of-the-test'] },
});

async function listMembers(request, response) {
  const token = await provider.AccessToken.find((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  const found = token !== undefined && !token.isExpired;
  response.writeHead(found ? 200 : 401, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(found ? { members } : { error: 'invalid_token' }));
}

const authorize = provider.callback();
http
  .createServer((request, response) =>
    request.url.startsWith('/members') ? listMembers(request, response) : authorize(request, response),
  )
  .listen(Number(port), '127.0.0.1');
