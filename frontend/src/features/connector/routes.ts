import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";

const connectorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors",
  beforeLoad: requires("workspaces:connect"),
  component: lazyRouteComponent(() => import("./ConnectorsPage"), "ConnectorsPage"),
});

const newConnectorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors/new",
  beforeLoad: requires("workspaces:connect"),
  component: lazyRouteComponent(() => import("./ConnectorPage"), "NewConnectorPage"),
});

const connectorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors/$slug",
  beforeLoad: requires("workspaces:connect"),
  component: lazyRouteComponent(() => import("./ConnectorPage"), "ConnectorPage"),
});

export const connectorRoutes = [connectorsRoute, newConnectorRoute, connectorRoute] as const;
