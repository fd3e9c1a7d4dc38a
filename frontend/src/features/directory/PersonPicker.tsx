import { Group, Select, Text, type ComboboxItem } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "@/app/session";
import { useTexts } from "@/texts";
import type { PersonChoice } from "./draft";
import { searchQuery } from "./queries";
import type { Identity } from "./types";

interface PersonPickerProps<Person extends PersonChoice> {
  label: string;
  value: Person | null;
  onChange: (person: Identity | null) => void;
  /** Somebody who cannot be chosen, such as the person in question. */
  except?: string;
  error?: React.ReactNode;
  focusAtFirst?: boolean;
}

const typingPause = 200;

/** Finds one person of the directory by name, address or employee number. */
export function PersonPicker<Person extends PersonChoice>(props: PersonPickerProps<Person>) {
  const { label, value, onChange, except, error, focusAtFirst = false } = props;
  const { account, directory } = useTexts();
  const { owner } = account;
  const nameOf = ({ displayName, primaryEmail }: PersonChoice) => displayName ?? primaryEmail ?? directory.unnamed;
  const shown = value === null ? "" : nameOf(value);
  const [typed, setTyped] = useState(shown);
  const [keyword] = useDebouncedValue(typed === shown ? "" : typed, typingPause);
  const search = useQuery({ ...searchQuery(useOrganizationId(), keyword), placeholderData: keepPreviousData });
  const found = (search.data ?? []).filter(({ id }) => id !== except);
  const choices: PersonChoice[] = value === null || found.some(({ id }) => id === value.id) ? found : [value, ...found];
  const byId = new Map(choices.map((person) => [person.id, person]));

  return (
    <Select
      label={label}
      placeholder={owner.choosePlaceholder}
      searchable
      clearable
      data-autofocus={focusAtFirst || undefined}
      value={value?.id ?? null}
      onChange={(id) => onChange(found.find((person) => person.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
      data={choices.map((person) => ({ value: person.id, label: nameOf(person) }))}
      filter={({ options }) => options}
      nothingFoundMessage={search.isFetching ? directory.title : owner.nobodyFound}
      renderOption={({ option }: { option: ComboboxItem }) => (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" truncate>
            {byId.get(option.value)?.primaryEmail}
          </Text>
        </Group>
      )}
      error={error}
    />
  );
}
