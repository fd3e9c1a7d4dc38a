import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import type { Permission } from "@/api/types";
import { ForbiddenError } from "./ForbiddenError";
import { RouteError } from "./RouteError";
import { can, sessionQuery, setupStateQuery } from "./session";

export interface RouterContext {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: RouteError,
});

/** Parent of every screen behind the sign-in. Who has no session is led to set-up or sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: lazyRouteComponent(() => import("./shell/Shell"), "Shell"),
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const session = await queryClient.query(sessionQuery);
    if (session !== null) return { session };
    const { required } = await queryClient.query(setupStateQuery);
    throw required
      ? redirect({ to: "/setup", search: {} })
      : redirect({ to: "/sign-in", search: { from: location.href === "/" ? undefined : location.href } });
  },
});

/** Every address that no screen has; whoever has not signed in does so first. */
export const unknownRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "$",
  component: lazyRouteComponent(() => import("./NotFoundPage"), "NotFoundPage"),
});

/** For a route's `beforeLoad`: refuses the screen to whom lacks a permission, before any of it loads. */
export function requires(...permissions: readonly Permission[]) {
  return ({ context }: { context: { session: Parameters<typeof can>[0] } }) => {
    if (!can(context.session, ...permissions)) throw new ForbiddenError();
  };
}
