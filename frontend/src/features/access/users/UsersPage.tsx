import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useCan, useOrganizationId } from "@/app/session";
import { DataList } from "@/components/DataList";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useTexts } from "@/texts";
import { InviteDialog } from "./InviteDialog";
import { fetchUsers, usersKey } from "./queries";
import { UserDrawer } from "./UserDrawer";
import { useUserList } from "./useUserList";

export function UsersPage() {
  const { users } = useTexts().access;
  const organizationId = useOrganizationId();
  const mayInvite = useCan("users:write");
  const [isInviting, dialog] = useDisclosure(false);
  const definition = useUserList();
  const inviteButton = mayInvite && (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={dialog.open}>
      {users.invite}
    </Button>
  );

  return (
    <Page kind="list">
      <PageHeader title={users.title} lead={users.lead} actions={inviteButton} />
      <DataList
        definition={definition}
        queryKey={usersKey(organizationId)}
        fetchPage={(request) => fetchUsers(organizationId, request)}
        empty={<EmptyState title={users.emptyTitle} hint={users.empty} action={inviteButton} />}
        drawer={{
          title: (_, user) => user?.name,
          content: (_, user, close) => user !== undefined && <UserDrawer user={user} onRemoved={close} />,
        }}
      />
      <InviteDialog opened={isInviting} onClose={dialog.close} />
    </Page>
  );
}
