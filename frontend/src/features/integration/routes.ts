import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";
import { can } from "@/app/session";

const statusRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations",
  validateSearch: keepSearchParams,
  beforeLoad: ({ context: { session } }) => {
    if (!can(session, "workspaces:read")) throw redirect({ to: "/integrations/catalogue", search: {} });
  },
  component: lazyRouteComponent(() => import("./status/StatusPage"), "StatusPage"),
});

const logRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations/log",
  validateSearch: keepSearchParams,
  beforeLoad: requires("integration-logs:read"),
  component: lazyRouteComponent(() => import("./log/LogPage"), "LogPage"),
});

const connectedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations/connected",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./connect/ConnectedPage"), "ConnectedPage"),
});

const connectFailedRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations/connect-failed",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./connect/ConnectFailedPage"), "ConnectFailedPage"),
});

export const integrationRoutes = [statusRoute, logRoute, connectedRoute, connectFailedRoute] as const;
