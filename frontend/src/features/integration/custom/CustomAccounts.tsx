import { SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "@/texts";
import { AccountForm } from "./AccountForm";
import { AccountImport } from "./AccountImport";

type Source = "form" | "csv";

/** The accounts of a workspace that is kept by hand: one by one, or many from a CSV. */
export function CustomAccounts({ workspaceId }: { workspaceId: number }) {
  const { custom } = useTexts().integration;
  const [source, setSource] = useState<Source>("form");
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="sm">
          {custom.accountsTitle}
        </Title>
        <Text size="sm" c="dimmed">
          {custom.accountsLead}
        </Text>
      </div>
      <SegmentedControl<Source>
        size="xs"
        aria-label={custom.accountsTitle}
        value={source}
        onChange={setSource}
        style={{ alignSelf: "flex-start" }}
        data={[
          { value: "form", label: custom.byForm },
          { value: "csv", label: custom.byCsv },
        ]}
      />
      {source === "form" ? <AccountForm workspaceId={workspaceId} /> : <AccountImport workspaceId={workspaceId} />}
    </Stack>
  );
}
