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
import { changesBetween, draftOf, valuesOf } from "../draft";
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
  const { form: words } = directory;
  const organizationId = useOrganizationId();
  const navigate = useNavigate();
  const { done } = useNotify();
  const { change } = usePersonChanges();
  const customFields = useQuery(customFieldsQuery(organizationId));
  const configuration = useQuery(configurationQuery(organizationId, person.id));
  const fields = customFields.data ?? [];
  const isReady = !customFields.isPending;
  const toPerson = () => navigate({ to: "/directory/$identityId", params: { identityId: person.id }, search: {} });

  const submit = async (draft: IdentityDraft) => {
    const before = draftOf(valuesOf(person, fields), fields);
    const saved = await change.mutateAsync({ id: person.id, changes: changesBetween(before, draft) });
    done(words.saved(saved.displayName));
    await toPerson();
  };

  return (
    <>
      <PageHeader title={words.editTitle(person.displayName)} />
      {isReady && (
        <PersonForm
          person={person}
          customFields={fields}
          sources={sourcesOf(configuration.data)}
          submitLabel={common.save}
          onSubmit={submit}
          onCancel={() => void toPerson()}
        />
      )}
    </>
  );
}
