import { Stack, Text, TextInput } from "@mantine/core";
import { Disclosure } from "@/components/Disclosure";
import { useTexts } from "@/texts";
import { CredentialInput } from "./CredentialInput";
import type { Connect } from "./useConnect";

export function CredentialsStep({ connect }: { connect: Connect }) {
  const { advanced, connect: texts } = useTexts().integration;
  const { draft, marks, change, way, existing } = connect;
  if (way === undefined) return null;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {existing === undefined ? texts.credentialsLead : texts.credentialsAgainLead}
      </Text>
      {way.fields.map((field, index) => (
        <CredentialInput
          key={field.name}
          field={field}
          value={draft.values[field.name] ?? ""}
          error={marks[field.name]}
          isFirst={index === 0}
          onChange={(value) => change({ values: { ...draft.values, [field.name]: value } })}
        />
      ))}
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
