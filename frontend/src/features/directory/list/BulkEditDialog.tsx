import { Autocomplete, Button, Group, Modal, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { StatusSelect, TypeSelect } from "../choices";
import { namesQuery, usePersonChanges, type NameList } from "../queries";
import type { Identity } from "../types";
import { emptyChanges, updatesOf, type BulkChanges, type BulkField } from "./bulkChanges";

interface BulkEditDialogProps {
  people: readonly Identity[];
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}

export function BulkEditDialog(props: BulkEditDialogProps) {
  const { bulk } = useTexts().directory;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={bulk.editTitle(props.people.length)} size="lg" centered>
      <BulkEditForm {...props} />
    </Modal>
  );
}

function BulkEditForm({ people, onClose, onDone }: BulkEditDialogProps) {
  const { common, directory } = useTexts();
  const { bulk } = directory;
  const { done } = useNotify();
  const { changeAll } = usePersonChanges();
  const [changes, setChanges] = useState<BulkChanges>(emptyChanges);
  const [chosen, setChosen] = useState<ReadonlySet<BulkField>>(new Set());

  const set = <Field extends BulkField>(field: Field, value: BulkChanges[Field]) =>
    setChanges({ ...changes, [field]: value });
  const row = (field: BulkField, input: ReactNode) => (
    <BulkRow
      key={field}
      field={field}
      isOn={chosen.has(field)}
      onSwitch={(isOn) => setChosen(new Set(isOn ? [...chosen, field] : [...chosen].filter((each) => each !== field)))}
    >
      {input}
    </BulkRow>
  );
  const text = (field: "jobTitle") => (
    <TextInput
      aria-label={directory.fields[field]}
      value={changes[field]}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
  const name = (field: "companyName" | "department" | "workLocation", list: NameList) => (
    <NameInput
      label={directory.fields[field]}
      list={list}
      value={changes[field]}
      onChange={(value) => set(field, value)}
    />
  );
  const day = (field: "contractEndAt" | "suspensionStartAt" | "suspensionEndAt") => (
    <TextInput
      type="date"
      aria-label={directory.fields[field]}
      value={changes[field]}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );

  const submit = () =>
    changeAll.mutate(
      { identityIds: people.map(({ id }) => id), identityUpdates: updatesOf(changes, chosen) },
      {
        onSuccess: () => {
          done(bulk.edited(people.length));
          onDone();
          onClose();
        },
      },
    );

  return (
    <Stack>
      <FormError error={changeAll.error} />
      <Text size="sm" c="dimmed">
        {bulk.editHint}
      </Text>
      <Stack gap="xs">
        {row(
          "employeeStatus",
          <StatusSelect
            withoutLabel
            value={changes.employeeStatus}
            onChange={(value) => set("employeeStatus", value)}
          />,
        )}
        {row(
          "employeeType",
          <TypeSelect withoutLabel value={changes.employeeType} onChange={(value) => set("employeeType", value)} />,
        )}
        {row("companyName", name("companyName", "companies"))}
        {row("department", name("department", "departments"))}
        {row("jobTitle", text("jobTitle"))}
        {row("workLocation", name("workLocation", "locations"))}
        {row("contractEndAt", day("contractEndAt"))}
        {row("suspensionStartAt", day("suspensionStartAt"))}
        {row("suspensionEndAt", day("suspensionEndAt"))}
        {row(
          "note",
          <Textarea
            aria-label={directory.fields.note}
            autosize
            minRows={2}
            value={changes.note}
            onChange={(event) => set("note", event.currentTarget.value)}
          />,
        )}
      </Stack>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={chosen.size === 0} loading={changeAll.isPending} onClick={submit}>
          {bulk.editSubmit(people.length)}
        </Button>
      </Group>
    </Stack>
  );
}

interface BulkRowProps {
  field: BulkField;
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  children: ReactNode;
}

/** One field with the switch that includes it; its input appears only then. */
function BulkRow({ field, isOn, onSwitch, children }: BulkRowProps) {
  const { fields, bulk } = useTexts().directory;
  return (
    <div
      style={{
        display: "grid",
        gridTemplateColumns: "minmax(150px, 38%) 1fr",
        gap: 12,
        alignItems: "center",
        minHeight: 36,
      }}
    >
      <Switch
        label={fields[field]}
        aria-label={bulk.change(fields[field])}
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      {isOn && children}
    </div>
  );
}

interface NameInputProps {
  label: string;
  list: NameList;
  value: string;
  onChange: (value: string) => void;
}

function NameInput({ label, list, value, onChange }: NameInputProps) {
  const { data: names = [] } = useQuery(namesQuery(useOrganizationId(), list));
  return <Autocomplete aria-label={label} data={names} value={value} onChange={onChange} />;
}
