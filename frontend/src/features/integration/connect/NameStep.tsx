import { Stack, Text, TextInput } from "@mantine/core";
import { Disclosure } from "@/components/Disclosure";
import { useTexts } from "@/texts";
import { GuardFields } from "../GuardFields";
import type { Connect } from "./useConnect";

export function NameStep({ connect: { draft, marks, change, way } }: { connect: Connect }) {
  const { integration } = useTexts();
  return (
    <Stack gap="sm">
      <TextInput
        label={integration.workspaceName}
        description={integration.workspaceNameHint}
        required
        value={draft.workspaceName}
        error={marks.workspaceName}
        onChange={(event) => change({ workspaceName: event.currentTarget.value })}
        data-autofocus
      />
      {way?.kind !== "manual" && (
        <>
          <Text size="sm" c="dimmed">
            {way?.kind === "assisted" ? integration.connect.assistedSchedule : integration.connect.schedule}
          </Text>
          <Disclosure label={integration.advanced}>
            <GuardFields settings={draft.settings} onChange={(settings) => change({ settings })} />
          </Disclosure>
        </>
      )}
    </Stack>
  );
}
