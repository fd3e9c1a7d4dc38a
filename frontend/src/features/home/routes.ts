import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { shellRoute } from "@/app/routes";
import { can } from "@/app/session";

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: ({ context }) => {
    // Who may only integrate services has no use for numbers about data that is not shown to them.
    if (!can(context.session, "accounts:read")) throw redirect({ to: "/integrations/catalogue" });
  },
  component: lazyRouteComponent(() => import("./HomePage"), "HomePage"),
});

export const homeRoutes = [homeRoute] as const;
