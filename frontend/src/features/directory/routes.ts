import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const directoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory",
  validateSearch: keepSearchParams,
  component: lazyRouteComponent(() => import("./DirectoryPage"), "DirectoryPage"),
});

export const directoryRoutes = [directoryRoute] as const;
