import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const catalogueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/integrations/catalogue",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./CataloguePage"), "CataloguePage"),
});

export const catalogueRoutes = [catalogueRoute] as const;
