import { ActionIcon, Menu } from "@mantine/core";
import {
  IconDots,
  IconEdit,
  IconHistory,
  IconListDetails,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconRefresh,
  IconSettings,
  IconTrash,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";
import { isByHand, type Workspace } from "../types";
import { useWorkspaceActions, type WorkspaceAction } from "./actions";

/** All that can be done to a workspace, as far as the role and its kind allow. */
export function WorkspaceMenu({ workspace }: { workspace: Workspace }) {
  const { actions } = useTexts().integration.status;
  const act = useWorkspaceActions();
  const mayConnect = useCan("workspaces:connect");
  const mayWrite = useCan("workspaces:write");
  const mayKeepByHand = useCan("custom-accounts:write");
  const mayReadLog = useCan("integration-logs:read");
  const mayReadAccounts = useCan("accounts:read");
  const isConnected = !isByHand(workspace);
  const syncsByItself = workspace.kind === "connected";
  const isPaused = workspace.status === "paused";
  const filter = { workspaceIds: String(workspace.id) };

  const item = (action: WorkspaceAction, MenuIcon: Icon, color?: string) => (
    <Menu.Item leftSection={<MenuIcon size={15} aria-hidden />} color={color} onClick={() => act(action, workspace)}>
      {actions[action]}
    </Menu.Item>
  );

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={actions.menu(`${workspace.serviceName} · ${workspace.workspaceName}`)}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {syncsByItself && mayConnect && !isPaused && workspace.status !== "syncing" && item("sync", IconRefresh)}
        {isConnected && mayConnect && item("reintegrate", IconPlugConnected)}
        {!isConnected && mayKeepByHand && item("addAccounts", IconUserPlus)}
        {mayReadAccounts && (
          <Menu.Item
            leftSection={<IconListDetails size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/accounts" search={filter} {...props} />}
          >
            {actions.accounts}
          </Menu.Item>
        )}
        {mayReadLog && (
          <Menu.Item
            leftSection={<IconHistory size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/integrations/log" search={filter} {...props} />}
          >
            {actions.log}
          </Menu.Item>
        )}
        {mayWrite && (
          <>
            <Menu.Divider />
            {item("rename", IconEdit)}
            {isConnected && item(isPaused ? "resume" : "pause", isPaused ? IconPlayerPlay : IconPlayerPause)}
            {isConnected && item("settings", IconSettings)}
            {item("disconnect", IconTrash, "red.9")}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
