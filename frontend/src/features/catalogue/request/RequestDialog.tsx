import { Button, Group, Modal, Skeleton, Stack, Text, TextInput, Textarea, Title } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { fieldErrors } from "@/api/errors";
import { useCan, useOrganizationId } from "@/app/session";
import { FormError } from "@/components/FormError";
import { LinkButton } from "@/components/LinkButton";
import { RelativeTime } from "@/components/RelativeTime";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { exportAddress, serviceRequestsQuery, useRequestService } from "./queries";

interface RequestDialogProps {
  /** What was searched for in vain. */
  name: string;
  onClose: () => void;
}

/** Asks for a service that the catalogue lacks, and shows what was asked for before. */
export default function RequestDialog({ name, onClose }: RequestDialogProps) {
  const { access, catalogue, common } = useTexts();
  const { request: words } = catalogue;
  const mayWriteConnectors = useCan("workspaces:connect");
  const { done } = useNotify();
  const ask = useRequestService();
  const form = useForm({
    initialValues: { name, homepage: "", note: "" },
    validate: { name: isNotEmpty(access.fields.required) },
  });

  const submit = (values: typeof form.values) =>
    ask.mutate(
      {
        name: values.name.trim(),
        homepage: values.homepage.trim() || undefined,
        note: values.note.trim() || undefined,
      },
      {
        onSuccess: () => {
          done(words.done(values.name.trim()));
          onClose();
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );

  return (
    <Modal opened onClose={onClose} title={words.title} size="lg">
      <Stack>
        <Text size="sm">{words.lead}</Text>
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack gap="sm">
            <FormError error={ask.error} />
            <TextInput label={words.name} required data-autofocus {...form.getInputProps("name")} />
            <TextInput label={words.homepage} placeholder="https://" {...form.getInputProps("homepage")} />
            <Textarea label={words.note} minRows={2} {...form.getInputProps("note")} />
            <Group justify="flex-end" gap="xs">
              {mayWriteConnectors && (
                <LinkButton to="/settings/connectors" variant="default" mr="auto">
                  {words.ownConnector}
                </LinkButton>
              )}
              <Button variant="default" onClick={onClose}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={ask.isPending}>
                {words.submit}
              </Button>
            </Group>
          </Stack>
        </form>
        <Earlier />
      </Stack>
    </Modal>
  );
}

function Earlier() {
  const { request: words } = useTexts().catalogue;
  const organizationId = useOrganizationId();
  const { data: requests } = useQuery(serviceRequestsQuery(organizationId));
  if (requests === undefined) return <Skeleton height={60} />;
  return (
    <section>
      <Group justify="space-between" mb={6}>
        <Title order={3} size="sm">
          {words.all}
        </Title>
        {requests.length > 0 && (
          <Button component="a" href={exportAddress(organizationId)} download size="compact-sm" variant="default">
            {words.exportCsv}
          </Button>
        )}
      </Group>
      {requests.length === 0 && <Text c="dimmed">{words.none}</Text>}
      {requests.map(({ id, name, homepage, note, createdBy, createdAt }) => (
        <div key={id}>
          <Text size="sm">{[name, homepage, note].filter(Boolean).join(" · ")}</Text>
          <Text size="xs" c="dimmed" mb={4}>
            {words.by(createdBy)} · <RelativeTime at={createdAt} />
          </Text>
        </div>
      ))}
    </section>
  );
}
