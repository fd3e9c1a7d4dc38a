import type { ReactNode } from "react";
import { PageHeader } from "@/components/PageHeader";
import { SectionLinks } from "@/components/SectionLinks";
import { useTexts } from "@/texts";

/** The head of the board and of the automations. */
export function OffboardingHeader({ lead, actions }: { lead: string; actions?: ReactNode }) {
  const { offboarding } = useTexts();
  const { sections } = offboarding;
  return (
    <>
      <PageHeader title={offboarding.title} lead={lead} actions={actions} />
      <SectionLinks
        label={sections.label}
        sections={[
          { label: sections.board, to: "/offboarding" },
          { label: sections.automations, to: "/offboarding/automations" },
        ]}
      />
    </>
  );
}
