import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requires, shellRoute } from "@/app/routes";
import { keepSearchParams } from "@/app/searchParams";

const directoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory",
  validateSearch: keepSearchParams,
  beforeLoad: requires("directory:read"),
  component: lazyRouteComponent(() => import("./list/DirectoryPage"), "DirectoryPage"),
});

const addRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/add",
  beforeLoad: requires("directory:write"),
  component: lazyRouteComponent(() => import("./form/AddPersonPage"), "AddPersonPage"),
});

const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/import",
  beforeLoad: requires("directory:write"),
  component: lazyRouteComponent(() => import("./import/ImportPage"), "ImportPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/settings",
  beforeLoad: requires("directory:write"),
  component: lazyRouteComponent(() => import("./settings/SettingsPage"), "SettingsPage"),
});

export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/$identityId",
  validateSearch: keepSearchParams,
  beforeLoad: requires("directory:read"),
  component: lazyRouteComponent(() => import("./person/PersonPage"), "PersonPage"),
});

export const editRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/directory/$identityId/edit",
  beforeLoad: requires("directory:write"),
  component: lazyRouteComponent(() => import("./form/EditPersonPage"), "EditPersonPage"),
});

export const directoryRoutes = [directoryRoute, addRoute, importRoute, settingsRoute, personRoute, editRoute] as const;
