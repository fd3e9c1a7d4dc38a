import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/accounts",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./AccountsPage"), "AccountsPage"),
});

export const accountRoutes = [accountRoute] as const;
