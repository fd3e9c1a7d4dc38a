import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const notificationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/notifications",
  validateSearch: keepSearchParams,
  beforeLoad: requires("organization:write"),
  component: lazyRouteComponent(() => import("./NotificationsPage"), "NotificationsPage"),
});

export const notificationRoutes = [notificationRoute] as const;
