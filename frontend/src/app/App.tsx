import { MantineProvider } from "@mantine/core";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { TextsProvider, type Texts } from "@/texts";
import type { createAppRouter } from "./router";
import { colorSchemeManager, cssVariables, theme } from "./theme";

const Toasts = lazy(() => import("@/components/Toasts"));

interface AppProps {
  texts: Texts;
  queryClient: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}

export function App({ texts, queryClient, router }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <TextsProvider texts={texts}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsProvider>
      <Suspense>
        <Toasts />
      </Suspense>
    </MantineProvider>
  );
}
