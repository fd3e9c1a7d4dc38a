import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const PROJECT = path.resolve(import.meta.dirname, "../../..");
const TARGET = process.env["CARGO_TARGET_DIR"] ?? path.join(PROJECT, "target");

/** Where a program that `cargo build` made lies. */
export const built = (name: string): string => path.join(TARGET, "debug", name);

export const SCREENSHOTS = path.join(TARGET, "screenshots");

/** A port of 127.0.0.1 that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Makes an organization and its Admin in the data folder of a server that is about to start. */
export function bootstrapped(
  folder: string,
  environment: Record<string, string>,
  email: string,
  password: string,
): void {
  const organization = ["--organization", "Example", "--domain", "example.com"];
  execFileSync(built("daicho"), ["bootstrap", ...organization, "--admin-email", email, "--admin-password-stdin"], {
    env: { ...process.env, ...environment, DAICHO_DATA_DIR: path.join(folder, "data") },
    input: password,
  });
}

/** A program with a folder of its own; both end with the test. */
export class Program {
  readonly folder = mkdtempSync(path.join(tmpdir(), "daicho-browser-"));
  private output = "";
  private readonly child: ChildProcess;

  /** `prepare` is done in the program's folder before it starts. */
  constructor(
    file: string,
    args: string[],
    environment: Record<string, string>,
    prepare: (folder: string) => void = () => undefined,
  ) {
    prepare(this.folder);
    this.child = spawn(file, args, {
      cwd: this.folder,
      env: { ...process.env, ...environment, DAICHO_DATA_DIR: path.join(this.folder, "data") },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (text) => (this.output += String(text)));
    this.child.stderr?.on("data", (text) => (this.output += String(text)));
  }

  /** Waits until what the program printed matches, and gives the match. */
  async prints(pattern: RegExp, seconds = 60): Promise<RegExpExecArray> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null || Date.now() > end) {
        throw new Error(`the program did not print ${pattern}; it printed:\n${this.output}`);
      }
      await new Promise((tick) => setTimeout(tick, 20));
    }
  }

  /** Gives the program a line of input and waits for its answer. */
  async says(line: string, answer: RegExp): Promise<void> {
    this.child.stdin?.write(`${line}\n`);
    await this.prints(answer);
  }

  /** Waits until `url` answers anything at all. */
  async answers(url: string): Promise<void> {
    const end = Date.now() + 30_000;
    while (!(await fetch(url).then(() => true, () => false))) {
      if (Date.now() > end) throw new Error(`nothing answers on ${url}; the program printed:\n${this.output}`);
      await new Promise((tick) => setTimeout(tick, 50));
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((done) => this.child.once("exit", done));
      this.child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
