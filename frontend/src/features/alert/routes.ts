import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts",
  validateSearch: keepSearchParams,
  beforeLoad: requires("alerts:read"),
  component: lazyRouteComponent(() => import("./AlertsPage"), "AlertsPage"),
});

const byServiceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/services",
  beforeLoad: requires("alerts:read"),
  component: lazyRouteComponent(() => import("./grouped/ByServicePage"), "ByServicePage"),
});

const byPersonRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/people",
  beforeLoad: requires("alerts:read"),
  component: lazyRouteComponent(() => import("./grouped/ByPersonPage"), "ByPersonPage"),
});

const mutedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts/muted",
  validateSearch: keepSearchParams,
  beforeLoad: requires("alerts:read"),
  component: lazyRouteComponent(() => import("./mute/MutedPage"), "MutedPage"),
});

export const alertRoutes = [alertsRoute, byServiceRoute, byPersonRoute, mutedRoute] as const;
