import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const FILE = "氏名,メールアドレス\r\n山田 太郎,yamada@example.com\r\n鈴木 花子,suzuki@example.com\r\n";

/** Gives the list as a file of the site's, and as one that the page makes and takes back at once. */
const PAGE = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>Archive</title><h1>Archive</h1>
<a href="/members.csv">Export</a> <button>CSV出力</button>
<script>
  document.querySelector("button").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([${JSON.stringify(FILE)}], { type: "text/csv" }));
    link.download = "members.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  });
</script></html>`;

const LIST = `<!doctype html><meta charset="utf-8"><title>List</title><table><tr><th>Name<th>E-mail</tr>
<tr><td><a href="/list/1">Ann</a><td>ann@example.com</tr><tr><td><a href="/list/2">Bob</a><td>bob@example.com</tr></table>`;

/** A member's own page, which is filled a moment after it has loaded. */
const member = (number: string) => `<!doctype html><meta charset="utf-8"><title>${number}</title><p class="number"></p>
<script>setTimeout(() => { document.querySelector(".number").textContent = "E-${number}"; }, 300);</script>`;

/** A service that exports its members as a file, and lists some of them with a page for each, to whoever is signed in. */
export class ExportingSite {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<ExportingSite> {
    const server = createServer((request, response) => {
      const isIn = request.headers.cookie?.includes("session=in") === true;
      if (request.url === "/in") {
        response.writeHead(302, { "Set-Cookie": "session=in; HttpOnly; SameSite=Strict", Location: "/members" }).end();
      } else if (isIn && request.url === "/members") {
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(PAGE);
      } else if (isIn && request.url === "/members.csv") {
        const headers = { "Content-Type": "text/csv", "Content-Disposition": "attachment; filename=members.csv" };
        response.writeHead(200, headers).end(FILE);
      } else if (isIn && request.url?.startsWith("/list")) {
        const number = request.url.split("/")[2];
        response.writeHead(200, { "Content-Type": "text/html" }).end(number === undefined ? LIST : member(number));
      } else {
        response.writeHead(403).end();
      }
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new ExportingSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** A connector whose recipe presses this control for the file. */
  manifest(control: Record<string, string>): string {
    return this.reading(`
    members: [{go_to: /members}]
    download: {press: ${JSON.stringify(control)}, columns: [氏名, メールアドレス]}
    account: {id: $.メールアドレス, email: $.メールアドレス, display_name: $.氏名}`);
  }

  /** A connector whose recipe reads the list, and of each member its own page. */
  detailedManifest(): string {
    return this.reading(`
    members: [{go_to: /list}]
    table: {columns: {Email: E-mail, Page: {part: a, attribute: href}}}
    detail: {go_to: "{{ item.Page }}", read: {Number: .number}}
    account: {id: $.Email, email: $.Email, employee_number: $.Number}`);
  }

  private reading(recipe: string): string {
    return `manifest: 1
name: Archive
fields: {site_url: {label: Site, default: "${this.url}"}}
base_url: "{{ site_url }}"
robot:
  recipe:${recipe}
`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
