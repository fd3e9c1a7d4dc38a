import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useTexts } from "@/texts";

/** A field for a credential, concealed, with a way to look at it. */
export function SecretInput(props: PasswordInputProps) {
  const { common } = useTexts();
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ "aria-label": `${common.reveal} / ${common.conceal}` }}
      {...props}
    />
  );
}
