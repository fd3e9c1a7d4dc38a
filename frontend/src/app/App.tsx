import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, type ReactNode } from "react";
import { TextsProvider, useTexts, type Texts } from "@/texts";
import type { createAppRouter } from "./router";
import { colorSchemeManager, createAppTheme, cssVariables } from "./theme";

const Toasts = lazy(() => import("@/components/Toasts"));

interface AppProps {
  texts: Texts;
  queryClient: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}

export function App({ texts, queryClient, router }: AppProps) {
  return (
    <TextsProvider texts={texts}>
      <Themed>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
        <Suspense>
          <Toasts />
        </Suspense>
      </Themed>
    </TextsProvider>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const theme = useMemo(() => createAppTheme(texts), [texts]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      // Unit tests look at what is there, not at how it slides in.
      env={import.meta.env.MODE === "test" ? "test" : "default"}
    >
      {children}
    </MantineProvider>
  );
}
