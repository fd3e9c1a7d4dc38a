import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconLogout, IconLogout2, IconUser } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useSession, useSignOut } from "../session";
import { AppearanceChoice } from "./AppearanceMenu";
import { LanguageChoice } from "./LanguageMenu";

/** Who is signed in; on a narrow screen with the choices that have no room in the bar. */
export function UserMenu({ isNarrow }: { isNarrow: boolean }) {
  const { frame } = useTexts();
  const { user } = useSession();
  const { signOut, signOutEverywhere } = useSignOut();
  const { refused } = useNotify();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={frame.userMenu(user.name)}>
            <IconUser size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)">
              {user.name}
            </Text>
            {user.email}
          </Menu.Label>
          {isNarrow && (
            <>
              <Menu.Divider />
              <Menu.Label>{frame.language}</Menu.Label>
              <LanguageChoice />
              <Menu.Divider />
              <Menu.Label>{frame.colorScheme}</Menu.Label>
              <AppearanceChoice />
            </>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void signOut().then(() => router.invalidate(), refused)}
          >
            {frame.signOut}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout2 size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {frame.signOutEverywhere}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={frame.signOutEverywhereTitle}
        consequences={frame.signOutEverywhereEffects}
        action={frame.signOutEverywhere}
        onConfirm={() => signOutEverywhere().then(() => router.invalidate())}
      />
    </>
  );
}
