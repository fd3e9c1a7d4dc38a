import { MultiSelect, Select, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { SecretInput } from "@/components/SecretInput";
import { AccountPicker } from "@/features/account/AccountPicker";
import type { Account } from "@/features/account/types";
import type { ProvisioningField } from "./types";

interface FieldInputProps {
  field: ProvisioningField;
  workspaceId: number;
  value: string | readonly string[];
  onChange: (value: string | string[]) => void;
  error?: string;
}

/** The input that fits a field: a choice where the service told its choices, a text where it did not. */
export function FieldInput({ field, workspaceId, value, onChange, error }: FieldInputProps) {
  const { label, required, example, choices, kind } = field;
  const usual = { label, required, error };
  const text = typeof value === "string" ? value : (value[0] ?? "");
  const list = typeof value === "string" ? (value === "" ? [] : [value]) : [...value];
  const hasChoices = choices.length > 0;
  const hint = example ?? undefined;

  switch (kind) {
    case "choice":
      if (!hasChoices) break;
      return (
        <Select
          {...usual}
          data={choices}
          searchable={choices.length > 8}
          clearable={!required}
          value={text === "" ? null : text}
          onChange={(chosen) => onChange(chosen ?? "")}
        />
      );
    case "list":
      return hasChoices ? (
        <MultiSelect {...usual} data={choices} searchable value={list} onChange={onChange} />
      ) : (
        <TagsInput {...usual} placeholder={hint} value={list} onChange={onChange} />
      );
    case "account":
      return <AccountField {...usual} workspaceId={workspaceId} onChange={onChange} />;
    case "secret":
      return <SecretInput {...usual} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "email":
    case "text":
      break;
  }
  return (
    <TextInput
      {...usual}
      type={kind === "email" ? "email" : "text"}
      placeholder={hint}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface AccountFieldProps {
  label: string;
  required: boolean;
  error?: string;
  workspaceId: number;
  onChange: (accountId: string) => void;
}

function AccountField({ onChange, ...rest }: AccountFieldProps) {
  const [account, setAccount] = useState<Account | null>(null);
  return (
    <AccountPicker
      {...rest}
      value={account}
      onChange={(chosen) => {
        setAccount(chosen);
        onChange(chosen?.id ?? "");
      }}
    />
  );
}
