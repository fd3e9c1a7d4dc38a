import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { robotHands } from "./extension/build/hands";
import { mockApi } from "./mock/plugin";

const server = process.env.DAICHO_URL ?? "http://127.0.0.1:8080";

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === "mock" ? [mockApi()] : []), ...(mode === "test" ? [robotHands()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    ...(mode === "mock" ? {} : { proxy: { "/api": server, "/healthz": server } }),
  },
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    manifest: "manifest.json",
    assetsInlineLimit: 0,
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./tests/setup.ts"],
    css: false,
    testTimeout: 120_000,
    include: ["tests/**/*.test.{ts,tsx}"],
  },
}));
