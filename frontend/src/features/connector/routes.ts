import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";

const connectorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors",
  beforeLoad: requires("connectors:write"),
  component: lazyRouteComponent(() => import("./ConnectorsPage"), "ConnectorsPage"),
});

const newConnectorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors/new",
  beforeLoad: requires("connectors:write"),
  component: lazyRouteComponent(() => import("./ConnectorPage"), "NewConnectorPage"),
});

const connectorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/connectors/$slug",
  beforeLoad: requires("connectors:write"),
  component: lazyRouteComponent(() => import("./ConnectorPage"), "ConnectorPage"),
});

export const connectorRoutes = [connectorsRoute, newConnectorRoute, connectorRoute] as const;
