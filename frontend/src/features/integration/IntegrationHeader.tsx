import type { ReactNode } from "react";
import { useSession, can } from "@/app/session";
import { PageHeader } from "@/components/PageHeader";
import { SectionLinks } from "@/components/SectionLinks";
import { useTexts } from "@/texts";

/** The head of all pages about integrations: status, catalogue and log, as far as the role may see them. */
export function IntegrationHeader({ lead, actions }: { lead?: string; actions?: ReactNode }) {
  const { integration } = useTexts();
  const session = useSession();
  const { sections } = integration;
  return (
    <>
      <PageHeader title={integration.title} lead={lead} actions={actions} />
      <SectionLinks
        label={sections.label}
        sections={[
          ...(can(session, "workspaces:read") ? [{ label: sections.status, to: "/integrations" } as const] : []),
          { label: sections.catalogue, to: "/integrations/catalogue" },
          ...(can(session, "integration-logs:read") ? [{ label: sections.log, to: "/integrations/log" } as const] : []),
        ]}
      />
    </>
  );
}
