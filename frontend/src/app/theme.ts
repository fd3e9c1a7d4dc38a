import { createTheme, localStorageColorSchemeManager, type CSSVariablesResolver } from "@mantine/core";
import type { Texts } from "@/texts";

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif';

/** Mantine's dialogs bring a `header` of their own, which would be announced as a second banner of the page. */
const dialogHeader = { header: { role: "presentation" } };

/** The theme, with the words of the controls that Mantine draws itself. */
export const createAppTheme = ({ common }: Texts) =>
  createTheme({
    primaryColor: "indigo",
    primaryShade: { light: 8, dark: 8 },
    fontFamily,
    headings: { fontFamily, fontWeight: "600", sizes: { h1: { fontSize: "1.25rem" }, h2: { fontSize: "1rem" } } },
    defaultRadius: "sm",
    cursorType: "pointer",
    components: {
      ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
      Button: { defaultProps: { size: "sm" } },
      Text: { defaultProps: { size: "sm" } },
      Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
      Menu: { defaultProps: { shadow: "md", withInitialFocusPlaceholder: false } },
      CloseButton: { defaultProps: { "aria-label": common.close } },
      Modal: { defaultProps: { attributes: dialogHeader } },
      Drawer: { defaultProps: { position: "right", size: 520, attributes: dialogHeader } },
    },
  });

/** Mantine's dimmed text, errors and placeholders are too faint for WCAG AA; these reach 4.5:1 on every surface used. */
export const cssVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": "#5a6270",
    "--mantine-color-placeholder": "#6b7280",
    "--mantine-color-error": "#c92a2a",
    "--mantine-color-anchor": theme.colors.indigo[8],
    "--daicho-surface": "#f7f8fa",
    "--daicho-line": "#e3e6ea",
    "--daicho-hover": "#f1f3f5",
    "--daicho-active": "#e8ecfb",
    "--daicho-good": "#1e6b34",
    "--daicho-warning": "#8a4b00",
    "--daicho-critical": "#b42318",
    "--daicho-busy": theme.colors.indigo[8],
  },
  dark: {
    "--mantine-color-body": "#1b1d21",
    "--mantine-color-dimmed": "#a6adb8",
    "--mantine-color-placeholder": "#9198a3",
    "--mantine-color-error": "#ff8f87",
    "--mantine-color-anchor": theme.colors.indigo[3],
    "--daicho-surface": "#141619",
    "--daicho-line": "#33373d",
    "--daicho-hover": "#25282d",
    "--daicho-active": "#2b3352",
    "--daicho-good": "#69db7c",
    "--daicho-warning": "#ffc078",
    "--daicho-critical": "#ff8f87",
    "--daicho-busy": theme.colors.indigo[3],
  },
});

export const colorSchemeManager = localStorageColorSchemeManager({ key: "daicho.color-scheme" });
