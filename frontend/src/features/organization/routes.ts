import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";

const organizationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/organization",
  beforeLoad: requires("organization:write"),
  component: lazyRouteComponent(() => import("./OrganizationPage"), "OrganizationPage"),
});

export const organizationRoutes = [organizationRoute] as const;
