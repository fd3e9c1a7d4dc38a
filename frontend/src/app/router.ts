import { createRouter } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { entranceRoutes, userRoutes } from "@/features/access/routes";
import { accountRoutes } from "@/features/account/routes";
import { alertRoutes } from "@/features/alert/routes";
import { catalogueRoutes } from "@/features/catalogue/routes";
import { connectorRoutes } from "@/features/connector/routes";
import { directoryRoutes } from "@/features/directory/routes";
import { homeRoutes } from "@/features/home/routes";
import { integrationRoutes } from "@/features/integration/routes";
import { notificationRoutes } from "@/features/notification/routes";
import { offboardingRoutes } from "@/features/offboarding/routes";
import { organizationRoutes } from "@/features/organization/routes";
import { serviceRoutes } from "@/features/services/routes";
import { rootRoute, shellRoute, unknownRoute } from "./routes";
import { parseSearchParams, stringifySearchParams } from "./searchParams";

const routeTree = rootRoute.addChildren([
  ...entranceRoutes,
  shellRoute.addChildren([
    ...homeRoutes,
    ...serviceRoutes,
    ...accountRoutes,
    ...alertRoutes,
    ...directoryRoutes,
    ...integrationRoutes,
    ...catalogueRoutes,
    ...connectorRoutes,
    ...notificationRoutes,
    ...offboardingRoutes,
    ...organizationRoutes,
    ...userRoutes,
    unknownRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch: parseSearchParams,
    stringifySearch: stringifySearchParams,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
