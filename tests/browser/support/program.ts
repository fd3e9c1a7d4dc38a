import { type ChildProcess, spawn } from "node:child_process";
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

/** A program with a folder of its own; both end with the test. */
export class Program {
  readonly folder = mkdtempSync(path.join(tmpdir(), "daicho-browser-"));
  private output = "";
  private readonly child: ChildProcess;

  constructor(file: string, args: string[], environment: Record<string, string>) {
    this.child = spawn(file, args, {
      cwd: this.folder,
      env: { ...process.env, ...environment, DAICHO_DATA_DIR: path.join(this.folder, "data") },
      stdio: ["ignore", "pipe", "pipe"],
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

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((done) => this.child.once("exit", done));
      this.child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
