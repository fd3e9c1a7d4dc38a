import "@mantine/core/styles.css";
import { createTheme, MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { cssVariables } from "@/app/theme";
import { language } from "../texts";
import { Panel } from "./Panel";

const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 8,
  defaultRadius: "sm",
  cursorType: "pointer",
  headings: { fontWeight: "600", sizes: { h1: { fontSize: "1.125rem" }, h2: { fontSize: "0.9375rem" } } },
  components: { Text: { defaultProps: { size: "sm" } }, Button: { defaultProps: { size: "sm" } } },
});

document.documentElement.lang = language;
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Panel />
      </MantineProvider>
    </StrictMode>,
  );
}
