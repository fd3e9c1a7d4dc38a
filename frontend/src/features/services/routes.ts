import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const servicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/services",
  validateSearch: keepSearchParams,
  beforeLoad: requires("services:read"),
  component: lazyRouteComponent(() => import("./ServicesPage"), "ServicesPage"),
});

const serviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/services/$serviceId",
  validateSearch: keepSearchParams,
  beforeLoad: requires("services:read"),
  component: lazyRouteComponent(() => import("./ServicePage"), "ServicePage"),
});

const accountsRoute = createRoute({
  getParentRoute: () => serviceRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./ServiceSections"), "ServiceAccounts"),
});

const workspacesRoute = createRoute({
  getParentRoute: () => serviceRoute,
  path: "/workspaces",
  component: lazyRouteComponent(() => import("./ServiceSections"), "ServiceWorkspaces"),
});

const logRoute = createRoute({
  getParentRoute: () => serviceRoute,
  path: "/log",
  beforeLoad: requires("integration-logs:read"),
  component: lazyRouteComponent(() => import("./ServiceSections"), "ServiceLog"),
});

const alertsRoute = createRoute({
  getParentRoute: () => serviceRoute,
  path: "/alerts",
  beforeLoad: requires("alerts:read"),
  component: lazyRouteComponent(() => import("./ServiceSections"), "ServiceAlerts"),
});

export const serviceRoutes = [
  servicesRoute,
  serviceRoute.addChildren([accountsRoute, alertsRoute, workspacesRoute, logRoute]),
] as const;
