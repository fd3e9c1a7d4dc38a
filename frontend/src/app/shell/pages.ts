import {
  IconAddressBook,
  IconApps,
  IconBell,
  IconBroadcast,
  IconHome,
  IconKey,
  IconLayoutGrid,
  IconPlug,
  IconPlugConnected,
  IconSettings,
  IconUserCircle,
  IconRoute,
  IconUserMinus,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import type { Permission } from "@/api/types";
import type { Texts } from "@/texts";

export type PagePath =
  | "/"
  | "/services"
  | "/accounts"
  | "/alerts"
  | "/offboarding"
  | "/offboarding/automations"
  | "/settings/connectors"
  | "/settings/notifications"
  | "/settings/offboarding"
  | "/directory"
  | "/integrations"
  | "/integrations/catalogue"
  | "/settings/organization"
  | "/settings/users"
  | "/settings/api-keys";

export interface Page {
  path: PagePath;
  label: (texts: Texts) => string;
  icon: Icon;
  /** Any of these permissions shows the page. */
  permissions: readonly Permission[];
}

/** The pages of the left navigation, in its order. */
export const mainPages: readonly Page[] = [
  { path: "/", label: ({ frame }) => frame.home, icon: IconHome, permissions: ["accounts:read"] },
  { path: "/services", label: ({ frame }) => frame.services, icon: IconApps, permissions: ["services:read"] },
  { path: "/directory", label: ({ frame }) => frame.directory, icon: IconAddressBook, permissions: ["directory:read"] },
  {
    path: "/integrations",
    label: ({ frame }) => frame.integrations,
    icon: IconPlugConnected,
    permissions: ["workspaces:read", "workspaces:connect"],
  },
  {
    path: "/offboarding",
    label: ({ offboarding }) => offboarding.title,
    icon: IconUserMinus,
    permissions: ["accounts:read"],
  },
  { path: "/alerts", label: ({ alert }) => alert.title, icon: IconBell, permissions: ["alerts:read"] },
];

export const settingsPages: readonly Page[] = [
  {
    path: "/settings/organization",
    label: ({ organization }) => organization.settingsTitle,
    icon: IconSettings,
    permissions: ["organization:write"],
  },
  { path: "/settings/users", label: ({ access }) => access.users.title, icon: IconUsers, permissions: ["users:read"] },
  {
    path: "/settings/api-keys",
    label: ({ access }) => access.apiKeys.title,
    icon: IconKey,
    permissions: ["api-keys:write"],
  },
  {
    path: "/settings/notifications",
    label: ({ notification }) => notification.title,
    icon: IconBroadcast,
    permissions: ["notifications:write"],
  },
  {
    path: "/settings/offboarding",
    label: ({ offboarding }) => offboarding.policies.title,
    icon: IconUserMinus,
    permissions: ["organization:write"],
  },
  {
    path: "/settings/connectors",
    label: ({ connector }) => connector.title,
    icon: IconPlug,
    permissions: ["connectors:write"],
  },
];

/** Pages that are reached from others and by the command palette. */
export const furtherPages: readonly Page[] = [
  {
    path: "/accounts",
    label: ({ account }) => account.allAccounts,
    icon: IconUserCircle,
    permissions: ["accounts:read"],
  },
  {
    path: "/offboarding/automations",
    label: ({ offboarding }) => offboarding.sections.automations,
    icon: IconRoute,
    permissions: ["accounts:read"],
  },
  {
    path: "/integrations/catalogue",
    label: ({ catalogue }) => catalogue.title,
    icon: IconLayoutGrid,
    permissions: ["workspaces:read", "workspaces:connect"],
  },
];

export function allowedPages(pages: readonly Page[], permissions: readonly Permission[]): readonly Page[] {
  return pages.filter((page) => page.permissions.some((permission) => permissions.includes(permission)));
}
