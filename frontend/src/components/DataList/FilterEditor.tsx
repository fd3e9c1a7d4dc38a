import { Button, Checkbox, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/texts";
import type { BooleanFilter, ChoiceFilter, DatesFilter, Filter, TextFilter } from "./types";

interface EditorProps<Kind extends Filter> {
  filter: Kind;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  onDone: () => void;
}

export function FilterEditor({ filter, ...rest }: EditorProps<Filter>) {
  switch (filter.kind) {
    case "choice":
      return <ChoiceEditor filter={filter} {...rest} />;
    case "boolean":
      return <BooleanEditor filter={filter} {...rest} />;
    case "text":
      return <TextEditor filter={filter} {...rest} />;
    case "dates":
      return <DatesEditor filter={filter} {...rest} />;
  }
}

const optionsWithoutSearch = 10;

function ChoiceEditor({ filter, values, onChange }: EditorProps<ChoiceFilter>) {
  const { list } = useTexts();
  const [sought, setSought] = useState("");
  const options = filter.options.filter(({ label }) => label.toLowerCase().includes(sought.toLowerCase()));
  return (
    <Stack gap={6} miw={200}>
      {filter.options.length > optionsWithoutSearch && (
        <TextInput
          size="xs"
          aria-label={list.findOption}
          placeholder={list.findOption}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <Checkbox.Group value={[...values]} onChange={onChange} aria-label={filter.label}>
        <Stack gap={6} mah={280} style={{ overflowY: "auto" }}>
          {options.map(({ value, label }) => (
            <Checkbox key={value} size="xs" value={value} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
    </Stack>
  );
}

function BooleanEditor({ filter, values, onChange, onDone }: EditorProps<BooleanFilter>) {
  const { common } = useTexts();
  return (
    <SegmentedControl
      size="xs"
      aria-label={filter.label}
      value={values[0] ?? ""}
      onChange={(value) => {
        onChange([value]);
        onDone();
      }}
      data={[
        { value: "true", label: common.yes },
        { value: "false", label: common.no },
      ]}
    />
  );
}

function TextEditor({ filter, values, onChange, onDone }: EditorProps<TextFilter>) {
  const { list } = useTexts();
  const [typed, setTyped] = useState(values[0] ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(typed.trim() === "" ? [] : [typed.trim()]);
        onDone();
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          aria-label={filter.label}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Button size="xs" type="submit">
          {list.apply}
        </Button>
      </Group>
    </form>
  );
}

function DatesEditor({ values, onChange }: EditorProps<DatesFilter>) {
  const { list } = useTexts();
  const [from = "", to = ""] = values[0]?.split(":") ?? [];
  const set = (start: string, end: string) => onChange(start === "" && end === "" ? [] : [`${start}:${end}`]);
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        size="xs"
        label={list.from}
        value={from}
        max={to === "" ? undefined : to}
        onChange={(event) => set(event.currentTarget.value, to)}
      />
      <TextInput
        type="date"
        size="xs"
        label={list.to}
        value={to}
        min={from === "" ? undefined : from}
        onChange={(event) => set(from, event.currentTarget.value)}
      />
    </Group>
  );
}
