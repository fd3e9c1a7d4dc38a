/** What a new connector begins with: the smallest manifest that lists accounts. */
export const starter = `manifest: 1
name: Intranet
base_url: https://intranet.example.com
ways:
  key: {auth: bearer}
accounts:
  users:
    request: GET /users
    items: $.users[*]
    fields:
      id: $.id
      email: $.email
      display_name: $.name
`;
