import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { BackToDirectory } from "../BackToDirectory";
import { sourcesOf } from "../person/sources";
import { configurationQuery, customFieldsQuery, personQuery, usePersonChanges } from "../queries";
import type { Identity, IdentityDraft } from "../types";
import { PersonForm } from "./PersonForm";

export function EditPersonPage() {
  const { identityId } = useParams({ from: "/shell/directory/$identityId/edit" });
  const person = useQuery(personQuery(useOrganizationId(), identityId));

  return (
    <Page kind="text">
      <BackToDirectory />
      {person.isError ? (
        <ErrorState error={person.error} onRetry={() => void person.refetch()} />
      ) : person.data === undefined ? (
        <Skeleton height={320} />
      ) : (
        <EditPerson person={person.data} />
      )}
    </Page>
  );
}

function EditPerson({ person }: { person: Identity }) {
  const { directory, common } = useTexts();
  const { form: words, unnamed } = directory;
  const organizationId = useOrganizationId();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { change } = usePersonChanges();
  const customFields = useQuery(customFieldsQuery(organizationId));
  const configuration = useQuery(configurationQuery(organizationId, person.id));
  const managerId = person.manager?.id;
  const manager = useQuery({ ...personQuery(organizationId, managerId ?? ""), enabled: managerId !== undefined });
  const isReady = !customFields.isPending && (managerId === undefined || !manager.isPending);
  const toPerson = () => navigate({ to: "/directory/$identityId", params: { identityId: person.id }, search: {} });

  const submit = async (draft: IdentityDraft) => {
    await change.mutateAsync({ id: person.id, draft });
    done(words.saved(draft.displayName ?? person.displayName ?? unnamed));
    await toPerson();
  };

  return (
    <>
      <PageHeader title={words.editTitle(person.displayName ?? unnamed)} />
      {isReady && (
        <PersonForm
          person={person}
          manager={manager.data ?? null}
          customFields={customFields.data ?? []}
          sources={sourcesOf(configuration.data)}
          submitLabel={common.save}
          onSubmit={submit}
          onCancel={() => void toPerson()}
        />
      )}
    </>
  );
}
