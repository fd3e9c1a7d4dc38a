import type { ReactNode } from "react";
import { PageHeader } from "@/components/PageHeader";
import { SectionLinks } from "@/components/SectionLinks";
import { useTexts } from "@/texts";

/** The head of all pages about alerts. */
export function AlertsHeader({ lead, actions }: { lead?: string; actions?: ReactNode }) {
  const { alert } = useTexts();
  const { sections } = alert;
  return (
    <>
      <PageHeader title={alert.title} lead={lead} actions={actions} />
      <SectionLinks
        label={sections.label}
        sections={[
          { label: sections.byType, to: "/alerts" },
          { label: sections.byService, to: "/alerts/services" },
          { label: sections.byPerson, to: "/alerts/people" },
          { label: sections.muted, to: "/alerts/muted" },
        ]}
      />
    </>
  );
}
