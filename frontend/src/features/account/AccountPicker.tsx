import { Group, Select, Text, type ComboboxItem } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { useTexts } from "@/texts";
import { accountName } from "./names";
import { searchQuery } from "./queries";
import type { Account } from "./types";

interface AccountPickerProps {
  label: string;
  description?: string;
  workspaceId: number;
  /** Those who cannot be chosen, such as the account in question. */
  except?: readonly number[];
  value: Account | null;
  onChange: (account: Account | null) => void;
  required?: boolean;
  error?: ReactNode;
}

const typingPause = 200;

/** Finds one account of a workspace by name or address. */
export function AccountPicker({ workspaceId, except = [], value, onChange, ...rest }: AccountPickerProps) {
  const { account: texts, operation } = useTexts();
  const shown = value === null ? "" : accountName(value, texts);
  const [typed, setTyped] = useState(shown);
  const [keyword] = useDebouncedValue(typed === shown ? "" : typed, typingPause);
  const search = useQuery({
    ...searchQuery(useOrganizationId(), workspaceId, keyword),
    placeholderData: keepPreviousData,
  });
  const found = (search.data ?? []).filter(({ accountId, isDeleted }) => !isDeleted && !except.includes(accountId));
  const choices = value === null || found.some(({ id }) => id === value.id) ? found : [value, ...found];
  const byId = new Map(choices.map((account) => [account.id, account]));

  return (
    <Select
      {...rest}
      placeholder={operation.accountPlaceholder}
      searchable
      clearable
      value={value?.id ?? null}
      onChange={(id) => onChange(choices.find((account) => account.id === id) ?? null)}
      searchValue={typed}
      onSearchChange={setTyped}
      data={choices.map((account) => ({ value: account.id, label: accountName(account, texts) }))}
      filter={({ options }) => options}
      nothingFoundMessage={operation.noAccountFound}
      renderOption={({ option }: { option: ComboboxItem }) => (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" truncate>
            {byId.get(option.value)?.email}
          </Text>
        </Group>
      )}
    />
  );
}
