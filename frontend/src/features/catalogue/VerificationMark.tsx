import { Tooltip } from "@mantine/core";
import { StatusBadge, type StatusTone } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import type { CatalogueService, Verification } from "./types";
import { isByHandOnly } from "./ways";

const tones: Readonly<Record<Verification, StatusTone>> = {
  live: "good",
  "vendor-spec": "good",
  "vendor-sample": "neutral",
  unverified: "warning",
};

/** How far the connector was checked; hovering tells what the word means. */
export function VerificationMark({ verification }: { verification: Verification }) {
  const { catalogue } = useTexts();
  return (
    <Tooltip label={catalogue.verificationExplanations[verification]} multiline maw={280}>
      <span>
        <StatusBadge tone={tones[verification]} label={catalogue.verifications[verification]} />
      </span>
    </Tooltip>
  );
}

/** How far a service's connector was checked, where it has one that is Daicho's to check. */
export function Checked({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  if (isByHandOnly(service)) return service.recordedAs === null ? catalogue.noConnector : null;
  return service.own ? null : <VerificationMark verification={service.verification} />;
}
