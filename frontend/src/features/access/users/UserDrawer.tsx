import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { RoleName, User } from "@/api/types";
import { useCan, useSession } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useUserChanges } from "./queries";
import { RoleChoice } from "./RoleChoice";

interface UserDrawerProps {
  user: User;
  onRemoved: () => void;
}

export function UserDrawer({ user, onRemoved }: UserDrawerProps) {
  const { common, access } = useTexts();
  const { users, roles } = access;
  const { done, refused } = useNotify();
  const { change, remove } = useUserChanges();
  const [isRemoving, removal] = useDisclosure(false);
  const isMe = useSession().user.id === user.id;
  const mayChange = useCan("users:write") && !isMe;
  const role = user.roles[0] ?? "essential";

  const giveRole = (next: RoleName, before?: RoleName) =>
    change.mutate(
      { user, role: next },
      {
        onSuccess: () =>
          done(users.roleChanged(user.name, roles[next]), before === undefined ? undefined : () => giveRole(before)),
        onError: refused,
      },
    );

  const isSuspended = user.status === "suspended";
  const setSuspended = (suspend: boolean) =>
    change.mutate(
      { user, status: suspend ? "suspended" : "active" },
      {
        onSuccess: () => done(suspend ? users.suspended(user.name) : users.reactivated(user.name)),
        onError: refused,
      },
    );

  return (
    <Stack>
      <Text c="dimmed">{user.email}</Text>
      <RoleChoice value={role} onChange={(next) => giveRole(next, role)} disabled={!mayChange} />
      {isMe && (
        <Text size="sm" c="dimmed">
          {users.yourself}
        </Text>
      )}
      {mayChange && (
        <Group gap="xs">
          {user.status !== "invited" && (
            <Button variant="default" loading={change.isPending} onClick={() => setSuspended(!isSuspended)}>
              {isSuspended ? users.reactivate : users.suspend}
            </Button>
          )}
          <Button variant="default" c="var(--mantine-color-error)" onClick={removal.open}>
            {common.remove}
          </Button>
        </Group>
      )}
      <ConfirmDialog
        opened={isRemoving}
        onClose={removal.close}
        title={users.removeTitle(user.name)}
        consequences={users.removeEffects}
        action={common.remove}
        onConfirm={async () => {
          await remove.mutateAsync(user);
          done(users.removed(user.name));
          onRemoved();
        }}
      />
    </Stack>
  );
}
