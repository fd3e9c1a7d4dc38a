import { Code, CopyButton, Group, Stack, Text, Title, ActionIcon } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { Markdown } from "@/components/Markdown";
import type { CatalogueService, ConnectWay } from "@/features/catalogue/types";
import { useBilingual } from "@/features/catalogue/words";
import { useTexts } from "@/texts";
import classes from "./ConnectDialog.module.css";

/** How to get the credentials of exactly this service by exactly this way. */
export function Guide({ service, way }: { service: CatalogueService; way: ConnectWay }) {
  const { connect } = useTexts().integration;
  const said = useBilingual();
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
    <aside className={classes.guide} aria-label={connect.guide} tabIndex={0}>
      <Stack gap="sm">
        <Title order={3} size="sm">
          {connect.guide}
        </Title>
        <Markdown text={said(way.guide)} />
        {way.kind === "oauth2" && (
          <>
            <Copyable label={connect.redirectUri} value={`${location.origin}/api/v1/oauth/callback`} />
            <Text size="xs" c="dimmed">
              {connect.redirectUriHint}
            </Text>
          </>
        )}
        {way.scopes.length > 0 && <Copyable label={connect.scopes} value={way.scopes.join(" ")} />}
        {service.notes.length > 0 && (
          <div>
            <Text size="xs" fw={600} c="dimmed">
              {connect.notes}
            </Text>
            <Markdown text={service.notes.map((note) => `- ${said(note)}`).join("\n")} />
          </div>
        )}
      </Stack>
    </aside>
  );
}

function Copyable({ label, value }: { label: string; value: string }) {
  const { common } = useTexts();
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed">
        {label}
      </Text>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <Code flex={1} style={{ overflowWrap: "anywhere" }}>
          {value}
        </Code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <ActionIcon size="sm" aria-label={`${copied ? common.copied : common.copy}: ${label}`} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
