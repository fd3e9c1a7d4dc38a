import { useMemo } from "react";
import type { User } from "@/api/types";
import { useSession } from "@/app/session";
import type { ListDefinition } from "@/components/DataList";
import { RelativeTime } from "@/components/RelativeTime";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useTexts } from "@/texts";

const tones: Record<User["status"], StatusTone> = { active: "good", invited: "waiting", suspended: "neutral" };

export function useUserList(): ListDefinition<User> {
  const { users, roles } = useTexts().access;
  const { user: me } = useSession();
  return useMemo(
    () => ({
      id: "users",
      label: users.label,
      searchPlaceholder: users.searchPlaceholder,
      defaultSort: { key: "name", descending: false },
      rowId: (user) => String(user.id),
      rowLabel: (user) => user.name,
      columns: [
        {
          key: "name",
          header: users.columns.name,
          sortKey: "name",
          width: 160,
          cell: (user) => (user.id === me.id ? `${user.name} (${users.you})` : user.name),
        },
        {
          key: "email",
          header: users.columns.email,
          sortKey: "email",
          width: 200,
          grow: 1.6,
          cell: (user) => user.email,
        },
        {
          key: "role",
          header: users.columns.role,
          sortKey: "role",
          width: 140,
          cell: (user) => user.roles.map((role) => roles[role]).join(", "),
        },
        {
          key: "status",
          header: users.columns.status,
          sortKey: "status",
          width: 110,
          cell: (user) => <StatusBadge tone={tones[user.status]} label={users.statuses[user.status]} />,
        },
        {
          key: "lastSignIn",
          header: users.columns.lastSignIn,
          width: 130,
          cell: (user) => <RelativeTime at={user.lastSignInAt} />,
        },
      ],
    }),
    [users, roles, me.id],
  );
}
