import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { Page } from "@/components/Page";
import { PageHeader } from "@/components/PageHeader";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { BackToDirectory } from "../BackToDirectory";
import { customFieldsQuery, usePersonChanges } from "../queries";
import type { IdentityDraft } from "../types";
import { PersonForm } from "./PersonForm";

export function AddPersonPage() {
  const { form: words } = useTexts().directory;
  const { done } = useNotify();
  const navigate = useNavigate();
  const { add } = usePersonChanges();
  const customFields = useQuery(customFieldsQuery(useOrganizationId()));

  const submit = async (draft: IdentityDraft) => {
    const person = await add.mutateAsync(draft);
    done(words.added(person.displayName));
    await navigate({ to: "/directory/$identityId", params: { identityId: person.id }, search: {} });
  };

  return (
    <Page kind="text">
      <BackToDirectory />
      <PageHeader title={words.addTitle} lead={words.addLead} />
      {!customFields.isPending && (
        <PersonForm
          person={null}
          customFields={customFields.data ?? []}
          submitLabel={words.submitAdd}
          onSubmit={submit}
          onCancel={() => void navigate({ to: "/directory", search: {} })}
        />
      )}
    </Page>
  );
}
