import { ActionIcon, Textarea, TextInput } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useState, type ChangeEvent } from "react";
import { SecretInput } from "@/components/SecretInput";
import type { CredentialField } from "@/features/catalogue/types";
import { useBilingual } from "@/features/catalogue/words";
import { useTexts } from "@/texts";
import classes from "./ConnectDialog.module.css";

interface CredentialInputProps {
  field: CredentialField;
  value: string;
  error: string | undefined;
  description?: string;
  isFirst: boolean;
  onChange: (value: string) => void;
}

/** One field of the manifest: a plain text, a concealed one, or a key of many lines. */
export function CredentialInput({ field, value, error, description, isFirst, onChange }: CredentialInputProps) {
  const { common } = useTexts();
  const said = useBilingual();
  const [isRevealed, setRevealed] = useState(false);
  const shared = {
    label: field.required ? said(field.label) : `${said(field.label)} (${common.optional})`,
    placeholder: field.example ?? undefined,
    required: field.required,
    value,
    error,
    description,
    "data-autofocus": isFirst || undefined,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  };

  if (!field.multiline) return field.secret ? <SecretInput {...shared} /> : <TextInput {...shared} />;
  const EyeIcon = isRevealed ? IconEyeOff : IconEye;
  return (
    <Textarea
      {...shared}
      autosize
      minRows={3}
      maxRows={8}
      classNames={{ input: field.secret && !isRevealed ? classes.concealed : classes.revealed }}
      rightSection={
        field.secret && (
          <ActionIcon
            size="sm"
            aria-label={isRevealed ? common.conceal : common.reveal}
            onClick={() => setRevealed(!isRevealed)}
          >
            <EyeIcon size={16} />
          </ActionIcon>
        )
      }
      rightSectionProps={{ style: { alignItems: "flex-start", paddingTop: 6 } }}
    />
  );
}
