import { Anchor, Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { fieldErrors } from "@/api/errors";
import { useOrganizationId } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorState } from "@/components/ErrorState";
import { FormError } from "@/components/FormError";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { Panel } from "@/components/Panel";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { AttemptPanel } from "./attempt/AttemptPanel";
import { ManifestField } from "./editor/ManifestField";
import { useProblems } from "./editor/useProblems";
import { ExportButton } from "./file/ExportButton";
import { connectorQuery, useConnectorChanges } from "./queries";
import { starter } from "./starter";
import type { OwnConnector } from "./types";
import { Versions } from "./Versions";

/** Writes a new connector. */
export function NewConnectorPage() {
  const { access, connector } = useTexts();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { add } = useConnectorChanges();
  const [slug, setSlug] = useState("");
  const [manifest, setManifest] = useState(starter);
  const problems = useProblems(manifest);
  const [isTried, setTried] = useState(false);

  const submit = () => {
    setTried(true);
    if (slug.trim() === "") return;
    add.mutate(
      { slug: slug.trim(), manifest },
      {
        onSuccess: (made) => {
          done(connector.saved(made.version));
          void navigate({ to: "/settings/connectors/$slug", params: { slug: made.slug } });
        },
      },
    );
  };

  return (
    <Frame title={connector.add} lead={connector.lead}>
      <FormError error={add.error} />
      <TextInput
        label={connector.slug}
        description={connector.slugHint}
        required
        maw={360}
        value={slug}
        error={fieldErrors(add.error)["slug"] ?? (isTried && slug.trim() === "" ? access.fields.required : undefined)}
        onChange={(event) => setSlug(event.currentTarget.value)}
      />
      <ManifestField value={manifest} problems={problems} onChange={setManifest} />
      <Group justify="flex-end">
        <Button loading={add.isPending} disabled={problems.length > 0} onClick={submit}>
          {connector.save}
        </Button>
      </Group>
      <AttemptPanel manifest={manifest} isSound={problems.length === 0} />
    </Frame>
  );
}

/** Changes a connector; each save makes a new version. */
export function ConnectorPage() {
  const { slug = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(connectorQuery(useOrganizationId(), slug));
  if (error !== null) {
    return (
      <Frame title={slug}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Frame>
    );
  }
  if (data === undefined) {
    return (
      <Frame title={slug}>
        <Skeleton height={480} />
      </Frame>
    );
  }
  return <Existing key={data.version} connector={data} />;
}

function Existing({ connector: own }: { connector: OwnConnector }) {
  const { slug, manifest: saved, version, versions } = own;
  const { common, connector } = useTexts();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { save, remove } = useConnectorChanges();
  const [manifest, setManifest] = useState(saved);
  const [isRemoving, setRemoving] = useState(false);
  const problems = useProblems(manifest);

  return (
    <Frame title={slug} lead={connector.versionOf(version)} actions={<ExportButton connector={own} />}>
      <FormError error={save.error} />
      <ManifestField value={manifest} problems={problems} onChange={setManifest} />
      <Group justify="space-between">
        <Button variant="default" onClick={() => setRemoving(true)}>
          {common.delete}
        </Button>
        <Button
          loading={save.isPending}
          disabled={manifest === saved || problems.length > 0}
          onClick={() =>
            save.mutate({ slug, manifest }, { onSuccess: (changed) => done(connector.saved(changed.version)) })
          }
        >
          {connector.save}
        </Button>
      </Group>
      <AttemptPanel manifest={manifest} isSound={problems.length === 0} />
      <Panel title={connector.versions}>
        <Versions versions={versions} />
      </Panel>
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={connector.removeTitle(slug)}
        consequences={connector.removeEffects}
        action={common.delete}
        nameToType={slug}
        onConfirm={async () => {
          await remove.mutateAsync(slug);
          done(connector.removed(slug));
          await navigate({ to: "/settings/connectors" });
        }}
      />
    </Frame>
  );
}

interface FrameProps {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
}

function Frame({ title, lead, actions, children }: FrameProps) {
  const { connector } = useTexts();
  return (
    <Page kind="text">
      <Text size="sm" mb={4}>
        <Anchor renderRoot={(props) => <Link to="/settings/connectors" {...props} />}>{connector.all}</Anchor>
      </Text>
      <PageHeader title={title} lead={lead} actions={actions} />
      <Stack>{children}</Stack>
    </Page>
  );
}
