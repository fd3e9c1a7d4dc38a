import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/texts";
import { PersonPicker } from "../PersonPicker";
import type { Identity } from "../types";
import { MergeForm } from "./MergeDialog";

interface MergeWithDialogProps {
  person: Identity;
  opened: boolean;
  onClose: () => void;
  onDone: (kept: Identity) => void;
}

/** Asks first who the same person is, then compares both. */
export function MergeWithDialog(props: MergeWithDialogProps) {
  const { merge } = useTexts().directory;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={merge.title} size="xl" centered>
      <MergeWith {...props} />
    </Modal>
  );
}

function MergeWith({ person, onClose, onDone }: MergeWithDialogProps) {
  const { merge } = useTexts().directory;
  const [other, setOther] = useState<Identity | null>(null);
  if (other !== null) return <MergeForm one={person} other={other} onClose={onClose} onDone={onDone} />;
  return (
    <PersonPicker
      label={merge.chooseOther(person.displayName)}
      value={other}
      onChange={setOther}
      except={person.id}
      focusAtFirst
    />
  );
}
