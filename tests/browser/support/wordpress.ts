import { Program, bootstrapped, built, freePort } from "./program.ts";

/** Who signs in to Daicho. */
export const ADMIN = { email: "admin@example.com", password: "correct horse battery staple" };

/** A real WordPress, and how one gets in. */
export interface Site {
  url: string;
  username: string;
  /** For its API. */
  password: string;
  signInPassword: string;
}

/** Daicho with an organization that nothing is connected to yet, beside a real WordPress. */
export class BesideWordpress {
  private constructor(
    readonly wordpress: Program,
    readonly site: Site,
    readonly server: Program,
    readonly url: string,
  ) {}

  static async start(): Promise<BesideWordpress> {
    const wordpress = new Program(built("wordpress"), [], {});
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const environment = {
      DAICHO_LISTEN: `127.0.0.1:${port}`,
      DAICHO_PUBLIC_URL: url,
      DAICHO_OPEN_NETWORKS: "127.0.0.0/8",
      DATABASE_URL: "",
    };
    const server = new Program(built("daicho"), ["serve"], environment, (folder) =>
      bootstrapped(folder, environment, ADMIN.email, ADMIN.password),
    );
    await server.answers(`${url}/healthz`);
    const [line] = await wordpress.prints(/\{.*"signInPassword".*\}/, 120);
    return new BesideWordpress(wordpress, JSON.parse(line) as Site, server, url);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.wordpress.stop();
  }
}
