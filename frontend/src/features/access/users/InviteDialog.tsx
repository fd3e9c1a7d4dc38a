import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { fieldErrors } from "@/api/errors";
import type { RoleName } from "@/api/types";
import { FormError } from "@/components/FormError";
import { ShownOnce } from "@/components/ShownOnce";
import { useTexts } from "@/texts";
import { useUserChanges } from "./queries";
import { RoleChoice } from "./RoleChoice";

interface InviteDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const { users } = useTexts().access;
  return (
    <Modal opened={opened} onClose={onClose} title={users.inviteTitle} centered>
      <Invite onClose={onClose} />
    </Modal>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const { common, access } = useTexts();
  const { fields, users } = access;
  const { invite } = useUserChanges();
  const form = useForm({
    initialValues: { name: "", email: "", role: "member" as RoleName },
    validate: { name: isNotEmpty(fields.required), email: isEmail(fields.invalidEmail) },
  });

  if (invite.data !== undefined) {
    return (
      <Stack>
        <Text>{users.invited(invite.data.user.name)}</Text>
        <Text size="sm" c="dimmed">
          {users.linkLead}
        </Text>
        <ShownOnce label={users.link} value={invite.data.invitationLink} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{common.close}</Button>
        </Group>
      </Stack>
    );
  }

  const submit = (values: typeof form.values) =>
    invite.mutate(values, { onError: (error) => form.setErrors(fieldErrors(error)) });

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <FormError error={invite.error} />
        <TextInput label={fields.name} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={fields.email} type="email" required {...form.getInputProps("email")} />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {users.inviteSubmit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
