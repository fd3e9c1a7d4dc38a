import { Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { ErrorState } from "@/components/ErrorState";
import { PersonPicker } from "@/features/directory/PersonPicker";
import type { Identity } from "@/features/directory/types";
import { useTexts } from "@/texts";
import { planQuery } from "../queries";
import { PlanForm } from "./PlanForm";

interface StartDialogProps {
  person?: Identity;
  onClose: () => void;
}

/** Plans the leaving of one person: when, who approves, what happens to each account, and what is done by hand. */
export default function StartDialog({ person, onClose }: StartDialogProps) {
  const { offboarding } = useTexts();
  const { start } = offboarding;
  const [chosen, setChosen] = useState<Identity | null>(person ?? null);
  const isNarrow = useMediaQuery("(max-width: 61.99em)");
  const title = chosen === null ? start.title : start.titleOf(chosen.displayName);
  return (
    <Modal opened onClose={onClose} title={title} size={1080} fullScreen={isNarrow} closeOnClickOutside={false}>
      <Stack>
        {person === undefined && (
          <PersonPicker label={start.person} value={chosen} onChange={setChosen} focusAtFirst={chosen === null} />
        )}
        {chosen === null ? (
          <Text c="dimmed">{start.choosePerson}</Text>
        ) : (
          <Planning key={chosen.id} person={chosen} onClose={onClose} />
        )}
      </Stack>
    </Modal>
  );
}

function Planning({ person, onClose }: { person: Identity; onClose: () => void }) {
  const plan = useQuery(planQuery(useOrganizationId(), person.peopleId));
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.data === undefined) return <Skeleton height={280} />;
  return <PlanForm person={person} proposal={plan.data} onClose={onClose} />;
}
