import { Button, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArchive, IconArrowMerge, IconPencil, IconUserPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useCan } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { MergeDialog } from "../merge/MergeDialog";
import { usePersonChanges } from "../queries";
import type { Identity } from "../types";
import { BulkEditDialog } from "./BulkEditDialog";

const AddAccountsDialog = lazy(() => import("@/features/operation/provision/AddAccountsDialog"));

interface BulkActionsProps {
  people: readonly Identity[];
  onDone: () => void;
}

/** The API changes at most so many people at once. */
const most = 50;

export function BulkActions({ people, onDone }: BulkActionsProps) {
  const { directory, provision } = useTexts();
  const { bulk, actions } = directory;
  const { done, refused } = useNotify();
  const { toggleArchive } = usePersonChanges();
  const [isEditing, editing] = useDisclosure(false);
  const [isMerging, merging] = useDisclosure(false);
  const [isAdding, adding] = useDisclosure(false);
  const mayAdd = useCan("accounts:write");
  const isTooMany = people.length > most;
  const [one, other] = people;

  const setArchived = (isArchived: boolean) => {
    const ids = people
      .filter(({ employeeStatus }) => (employeeStatus === "archived") !== isArchived)
      .map(({ id }) => id);
    const words = isArchived ? bulk.archived : bulk.unarchived;
    toggleArchive.mutate(ids, {
      onSuccess: () => {
        done(words(ids.length), () => toggleArchive.mutate(ids, { onError: refused }));
        onDone();
      },
      onError: refused,
    });
  };
  const areArchived = people.every(({ employeeStatus }) => employeeStatus === "archived");

  return (
    <>
      <Tooltip label={bulk.tooMany(most)} disabled={!isTooMany}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          data-disabled={isTooMany || undefined}
          aria-disabled={isTooMany}
          onClick={isTooMany ? undefined : editing.open}
        >
          {bulk.edit}
        </Button>
      </Tooltip>
      <Tooltip label={bulk.mergeNeedsTwo} disabled={people.length === 2}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowMerge size={14} aria-hidden />}
          data-disabled={people.length !== 2 || undefined}
          aria-disabled={people.length !== 2}
          onClick={people.length === 2 ? merging.open : undefined}
        >
          {actions.merge}
        </Button>
      </Tooltip>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArchive size={14} aria-hidden />}
        loading={toggleArchive.isPending}
        onClick={() => setArchived(!areArchived)}
      >
        {areArchived ? actions.unarchive : actions.archive}
      </Button>
      {mayAdd && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUserPlus size={14} aria-hidden />}
          onClick={adding.open}
        >
          {provision.addServiceButton}
        </Button>
      )}
      {isAdding && (
        <Suspense>
          <AddAccountsDialog people={people} onClose={adding.close} onDone={onDone} />
        </Suspense>
      )}
      <BulkEditDialog people={people} opened={isEditing} onClose={editing.close} onDone={onDone} />
      {one !== undefined && other !== undefined && (
        <MergeDialog one={one} other={other} opened={isMerging} onClose={merging.close} onDone={onDone} />
      )}
    </>
  );
}
