import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { requires, rootRoute, shellRoute } from "@/app/routes";
import { keepSearchParams, valuesOf } from "@/app/searchParams";
import { sessionQuery, setupStateQuery } from "@/app/session";

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } => ({ token: valuesOf(token)[0] }),
  beforeLoad: async ({ context: { queryClient } }) => {
    const { required } = await queryClient.query(setupStateQuery);
    if (!required) throw redirect({ to: "/sign-in", search: {} });
  },
  component: lazyRouteComponent(() => import("./setup/SetupPage"), "SetupPage"),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } => ({ from: valuesOf(from)[0] }),
  beforeLoad: async ({ context: { queryClient } }) => {
    if ((await queryClient.query(sessionQuery)) !== null) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("./signIn/SignInPage"), "SignInPage"),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./invitation/InvitationPage"), "InvitationPage"),
});

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/users",
  validateSearch: keepSearchParams,
  beforeLoad: requires("users:read"),
  component: lazyRouteComponent(() => import("./users/UsersPage"), "UsersPage"),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/api-keys",
  beforeLoad: requires("api-keys:write"),
  component: lazyRouteComponent(() => import("./apiKeys/ApiKeysPage"), "ApiKeysPage"),
});

/** What is reached without a session. */
export const entranceRoutes = [setupRoute, signInRoute, invitationRoute] as const;

export const userRoutes = [usersRoute, apiKeysRoute] as const;
