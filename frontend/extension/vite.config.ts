import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { robotHands } from "./build/hands.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  root: here("."),
  base: "./",
  resolve: { alias: { "@": here("../src") } },
};

/** Two builds into one folder: the panel with its service worker, and (`--mode page`) the script for the pages of services. */
export default defineConfig(({ mode }) =>
  mode === "page"
    ? {
        ...shared,
        plugins: [robotHands()],
        publicDir: false as const,
        build: {
          target: "chrome123",
          emptyOutDir: false,
          lib: { entry: here("src/page/main.ts"), formats: ["iife" as const], name: "page", fileName: () => "page.js" },
        },
      }
    : {
        ...shared,
        plugins: [react()],
        build: {
          target: "chrome123",
          modulePreload: false,
          rollupOptions: {
            input: { panel: here("panel.html"), background: here("src/background.ts") },
            output: { entryFileNames: "[name].js" },
          },
        },
      },
);
