import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/offboarding",
  validateSearch: keepSearchParams,
  beforeLoad: requires("accounts:read"),
  component: lazyRouteComponent(() => import("./board/OffboardingPage"), "OffboardingPage"),
});

const detailRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/offboarding/$offboardingId",
  beforeLoad: requires("accounts:read"),
  component: lazyRouteComponent(() => import("./detail/DetailPage"), "DetailPage"),
});

const automationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/offboarding/automations",
  beforeLoad: requires("accounts:read"),
  component: lazyRouteComponent(() => import("./automation/AutomationsPage"), "AutomationsPage"),
});

const newAutomationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/offboarding/automations/new",
  validateSearch: keepSearchParams,
  beforeLoad: requires("accounts:write"),
  component: lazyRouteComponent(() => import("./automation/AutomationPage"), "NewAutomationPage"),
});

const automationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/offboarding/automations/$automationId",
  beforeLoad: requires("accounts:read"),
  component: lazyRouteComponent(() => import("./automation/AutomationPage"), "AutomationPage"),
});

const policiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/offboarding",
  beforeLoad: requires("organization:write"),
  component: lazyRouteComponent(() => import("./policies/PoliciesPage"), "PoliciesPage"),
});

export const offboardingRoutes = [
  boardRoute,
  detailRoute,
  automationsRoute,
  newAutomationRoute,
  automationRoute,
  policiesRoute,
] as const;
