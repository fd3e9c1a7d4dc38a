// Drives the official MCP server over stdio.
// Reads one {"tool", "arguments"} per line, writes one {"isError", "text"} per line; {"tool": "list"} gives the names.
// Environment: ADMINA_BASE_URL, ADMINA_API_KEY, ADMINA_ORGANIZATION_ID.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const server = new StdioClientTransport({
  command: process.execPath,
  args: [
    `--import=${beside('mcp-preload.mjs')}`,
    beside('node_modules/@moneyforward_i/admina-mcp-server/build/index.js'),
  ],
  env: process.env,
});
const client = new Client({ name: 'daicho-tests', version: '1.0.0' });
await client.connect(server);

async function answer({ tool, arguments: input }) {
  if (tool === 'list') {
    const { tools } = await client.listTools();
    return { isError: false, text: JSON.stringify(tools.map(({ name }) => name)) };
  }
  const result = await client.callTool({ name: tool, arguments: input });
  return { isError: result.isError ?? false, text: result.content.map(({ text }) => text).join('\n') };
}

for await (const line of createInterface({ input: process.stdin })) {
  const result = await answer(JSON.parse(line)).catch((error) => ({ isError: true, text: String(error) }));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
await client.close();
