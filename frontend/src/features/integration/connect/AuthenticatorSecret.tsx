import { Button, FileButton, Stack } from "@mantine/core";
import { IconQrcode } from "@tabler/icons-react";
import { useState } from "react";
import type { CredentialField } from "@/features/catalogue/types";
import { useTexts } from "@/texts";
import { CredentialInput } from "./CredentialInput";

interface AuthenticatorSecretProps {
  field: CredentialField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The secret of an authenticator app: typed, or read from the picture of the QR code that the service shows. */
export function AuthenticatorSecret({ field, value, error, onChange }: AuthenticatorSecretProps) {
  const { login } = useTexts().integration;
  const [problem, setProblem] = useState<string>();
  const read = async (file: File | null) => {
    if (file === null) return;
    const { readQrPicture } = await import("./readQrPicture");
    const said = await readQrPicture(file).catch(() => null);
    const isSecret = said?.startsWith("otpauth://totp/") === true;
    setProblem(isSecret ? undefined : login.noQrCode);
    if (isSecret) onChange(said);
  };
  return (
    <Stack gap={6}>
      <CredentialInput
        field={field}
        value={value}
        error={error ?? problem}
        description={login.secretHint}
        isFirst={false}
        onChange={(entered) => {
          setProblem(undefined);
          onChange(entered);
        }}
      />
      <FileButton accept="image/*" onChange={(file) => void read(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="xs"
            leftSection={<IconQrcode size={16} />}
            style={{ alignSelf: "start" }}
          >
            {login.readQrCode}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
