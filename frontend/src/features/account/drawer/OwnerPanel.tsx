import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCan } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { LinkDialog } from "../bulk/LinkDialog";
import { RegisterDialog } from "../bulk/RegisterDialog";
import { OwnerLink } from "../cells";
import { accountName } from "../names";
import { useAccountChanges } from "../queries";
import type { Account } from "../types";
import { Section } from "./Section";

/** Whose the account is, why, and the ways to change that. */
export function OwnerPanel({ account }: { account: Account }) {
  const { account: texts, directory } = useTexts();
  const mayChange = useCan("accounts:write");
  return (
    <Section title={texts.owner.title}>
      {account.person !== null && (
        <Group gap="xs">
          <OwnerLink account={account} />
          <Text size="sm" c="dimmed">
            {directory.statuses[account.person.employeeStatus]} · {directory.types[account.person.employeeType]}
          </Text>
        </Group>
      )}
      <Why account={account} />
      {mayChange && <OwnerActions account={account} />}
    </Section>
  );
}

function Why({ account: { match, person } }: { account: Account }) {
  const { owner } = useTexts().account;
  const reason =
    person === null
      ? match?.pinned === true
        ? owner.detached
        : owner.nobody
      : match !== null && owner.rules[match.rule](match.value ?? "");
  return (
    <Text size="sm" c="dimmed">
      {reason}
    </Text>
  );
}

function OwnerActions({ account }: { account: Account }) {
  const { account: texts } = useTexts();
  const { owner, bulk } = texts;
  const { done, refused } = useNotify();
  const { link, matchAutomatically, restore } = useAccountChanges();
  const [isLinking, linking] = useDisclosure(false);
  const [isRegistering, registering] = useDisclosure(false);
  const name = accountName(account, texts);

  const detach = () =>
    link.mutate(
      { account, peopleId: null },
      { onSuccess: () => done(owner.detachedDone(name), () => restore.mutate([account])), onError: refused },
    );
  const release = () =>
    matchAutomatically.mutate(account, {
      onSuccess: () => done(owner.automaticDone(name), () => restore.mutate([account])),
      onError: refused,
    });

  return (
    <Stack gap={6} align="flex-start">
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={linking.open}>
          {account.person === null ? owner.link : owner.linkAnother}
        </Button>
        {account.person === null ? (
          <Button size="compact-sm" variant="default" onClick={registering.open}>
            {bulk.register}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" loading={link.isPending} onClick={detach}>
            {owner.notThisPerson}
          </Button>
        )}
      </Group>
      {account.match?.pinned === true && (
        <Text size="xs" c="dimmed">
          <Anchor component="button" type="button" size="xs" onClick={release}>
            {owner.automatic}
          </Anchor>
          {" · "}
          {owner.automaticHint}
        </Text>
      )}
      <LinkDialog accounts={[account]} opened={isLinking} onClose={linking.close} />
      <RegisterDialog accounts={[account]} opened={isRegistering} onClose={registering.close} />
    </Stack>
  );
}
