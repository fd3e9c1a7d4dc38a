// Points the official MCP server at the address under test; its own files stay as they are.
import { getClient } from '@moneyforward_i/admina-mcp-server/build/admina-api.js';

getClient().ADMINA_API_BASE = process.env.ADMINA_BASE_URL;
