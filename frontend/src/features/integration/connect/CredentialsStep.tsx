import { Stack, Text, TextInput } from "@mantine/core";
import { Disclosure } from "@/components/Disclosure";
import { useTexts } from "@/texts";
import { AuthenticatorSecret } from "./AuthenticatorSecret";
import { CredentialInput } from "./CredentialInput";
import { LoginAdvice } from "./LoginAdvice";
import type { Connect } from "./useConnect";

/** What a way by ID and password calls it. */
const AUTHENTICATOR_SECRET = "totp_secret";

export function CredentialsStep({ connect }: { connect: Connect }) {
  const { advanced, connect: texts } = useTexts().integration;
  const { draft, marks, change, way, existing } = connect;
  if (way === undefined) return null;
  const isAssisted = way.kind === "assisted";
  const storing = existing === undefined ? texts.credentialsLead : texts.credentialsAgainLead;
  const lead = isAssisted ? texts.assistedLead : storing;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
      {way.kind === "id_password" && <LoginAdvice />}
      {way.fields.map((field, index) => {
        const shared = {
          field,
          value: draft.values[field.name] ?? "",
          error: marks[field.name],
          onChange: (value: string) => change({ values: { ...draft.values, [field.name]: value } }),
        };
        return field.name === AUTHENTICATOR_SECRET ? (
          <AuthenticatorSecret key={field.name} {...shared} />
        ) : (
          <CredentialInput key={field.name} {...shared} isFirst={index === 0} />
        );
      })}
      {existing === undefined && (
        <Disclosure label={advanced} initiallyOpen={draft.baseUrl !== "" || marks.baseUrl !== undefined}>
          <TextInput
            type="url"
            label={texts.baseUrl}
            description={texts.baseUrlHint}
            placeholder="https://"
            value={draft.baseUrl}
            error={marks.baseUrl}
            onChange={(event) => change({ baseUrl: event.currentTarget.value })}
          />
        </Disclosure>
      )}
    </Stack>
  );
}
