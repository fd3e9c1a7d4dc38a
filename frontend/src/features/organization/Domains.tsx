import { Button, Group, Skeleton, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeError, fieldErrors } from "@/api/errors";
import type { Domain } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ErrorState } from "@/components/ErrorState";
import { isDomain } from "@/components/isDomain";
import { Panel } from "@/components/Panel";
import { StatusBadge } from "@/components/StatusBadge";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { domainsQuery, useDomainChanges } from "./queries";
import classes from "./Organization.module.css";

export function Domains() {
  const { common, organization } = useTexts();
  const words = organization.domains;
  const { data, error, refetch } = useQuery(domainsQuery(useOrganizationId()));
  const { remove } = useDomainChanges();
  const { done } = useNotify();
  const [doomed, setDoomed] = useState<string | null>(null);

  return (
    <Panel title={words.title} lead={words.lead}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={120} />}
      <ul className={classes["lines"]}>
        {data?.items.map((domain) => (
          <DomainLine key={domain.name} domain={domain} onRemove={() => setDoomed(domain.name)} />
        ))}
      </ul>
      <AddDomain />
      <ConfirmDialog
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={words.removeTitle(doomed ?? "")}
        consequences={words.removeEffects}
        action={common.remove}
        onConfirm={async () => {
          if (doomed === null) return;
          await remove.mutateAsync(doomed);
          done(words.removed(doomed));
        }}
      />
    </Panel>
  );
}

function DomainLine({ domain, onRemove }: { domain: Domain; onRemove: () => void }) {
  const { common, organization } = useTexts();
  const words = organization.domains;
  const { makePrimary } = useDomainChanges();
  const { done, refused } = useNotify();
  const { name, primary, source } = domain;

  return (
    <li>
      <div className={classes["what"]}>
        <Text fw={600}>{name}</Text>
        <Text c="dimmed" size="xs">
          {source === "master" ? words.fromMaster : words.manual}
        </Text>
      </div>
      {primary && <StatusBadge tone="good" label={words.primary} />}
      {!primary && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={makePrimary.isPending}
            aria-label={`${words.makePrimary}: ${name}`}
            onClick={() =>
              makePrimary.mutate(name, { onSuccess: () => done(words.madePrimary(name)), onError: refused })
            }
          >
            {words.makePrimary}
          </Button>
          {source === "manual" && (
            <Button size="compact-sm" variant="default" aria-label={`${common.remove}: ${name}`} onClick={onRemove}>
              {common.remove}
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}

function AddDomain() {
  const { organization, errors } = useTexts();
  const words = organization.domains;
  const { add } = useDomainChanges();
  const { done } = useNotify();
  const form = useForm({ initialValues: { name: "" }, validate: { name: isDomain(words.invalid) } });

  const submit = ({ name }: { name: string }) => {
    const domain = name.trim();
    add.mutate(domain, {
      onSuccess: () => {
        form.reset();
        done(words.added(domain));
      },
      onError: (error) => form.setErrors({ name: describeError(error, errors).message, ...fieldErrors(error) }),
    });
  };

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Group gap="xs" align="flex-start" mt="sm" wrap="nowrap">
        <TextInput
          aria-label={words.name}
          placeholder="example.com"
          flex={1}
          maw={320}
          {...form.getInputProps("name")}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {words.add}
        </Button>
      </Group>
    </form>
  );
}
