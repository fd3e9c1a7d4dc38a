import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { compression, defineAlgorithm } from "vite-plugin-compression2";
import { defineConfig } from "vitest/config";
import { robotHands } from "./extension/build/hands";
import { mockApi } from "./mock/plugin";

const server = process.env.DAICHO_URL ?? "http://127.0.0.1:8080";

/** The program holds the pages: they take less room in it compressed, and are sent as they are. */
const compressed = compression({
  algorithms: [defineAlgorithm("gzip", { level: 9 })],
  include: /^assets\/.*\.(js|css|svg)$/,
  deleteOriginalAssets: true,
});

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(process.env.VITEST ? [robotHands()] : [compressed]), ...(mode === "mock" ? [mockApi()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    ...(mode === "mock" ? {} : { proxy: { "/api": server, "/healthz": server } }),
  },
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
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
