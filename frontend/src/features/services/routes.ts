import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const serviceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/services",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./ServicesPage"), "ServicesPage"),
});

export const serviceRoutes = [serviceRoute] as const;
