import { Alert, Button, Code, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { useOrganizationId } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { connectorsQuery, problemsQuery, useConnectorChanges } from "../queries";
import type { ConnectorFile } from "./file";

interface ImportDialogProps {
  file: ConnectorFile;
  onClose: () => void;
}

/** What is in the file, what is wrong with it, and under which name it is kept: a new one, or the next version of one. */
export function ImportDialog({ file: { slug: proposed, manifest }, onClose }: ImportDialogProps) {
  const { common, connector } = useTexts();
  const texts = connector.file;
  const organizationId = useOrganizationId();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { add, save } = useConnectorChanges();
  const problems = useQuery(problemsQuery(organizationId, manifest));
  const known = useQuery(connectorsQuery(organizationId));
  const [slug, setSlug] = useState(proposed);
  const existing = known.data?.find((own) => own.slug === slug.trim());
  const isSound = problems.data?.length === 0;

  const keep = () => {
    const change = existing === undefined ? add : save;
    change.mutate(
      { slug: slug.trim(), manifest },
      {
        onSuccess: (kept) => {
          done(connector.saved(kept.version));
          void navigate({ to: "/settings/connectors/$slug", params: { slug: kept.slug } });
        },
      },
    );
  };

  return (
    <Modal opened onClose={onClose} title={texts.title} size="lg" centered>
      <Stack>
        <FormError error={problems.error ?? known.error ?? add.error ?? save.error} />
        <Code block mah={220} style={{ overflow: "auto" }} tabIndex={0} aria-label={connector.manifest}>
          {manifest}
        </Code>
        {isSound && <Text size="sm">{connector.sound}</Text>}
        {problems.data !== undefined && !isSound && (
          <Alert color="red" title={texts.unsound}>
            <List size="sm">
              {problems.data.map(({ line, column, message }) => (
                <List.Item key={`${String(line)}-${String(column)}-${message}`}>
                  {`${connector.at(line, column)}: ${message}`}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <TextInput
          label={connector.slug}
          description={connector.slugHint}
          required
          value={slug}
          error={fieldErrors(add.error)["slug"]}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        {existing !== undefined && <Alert color="yellow">{texts.exists(existing.slug, existing.version)}</Alert>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            loading={add.isPending || save.isPending}
            disabled={!isSound || slug.trim() === "" || known.data === undefined}
            onClick={keep}
          >
            {existing === undefined ? texts.submit : texts.asVersion(existing.version + 1)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
