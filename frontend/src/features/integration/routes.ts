import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const integrationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./IntegrationsPage"), "IntegrationsPage"),
});

export const integrationRoutes = [integrationRoute] as const;
