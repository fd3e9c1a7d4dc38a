import { Alert, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useBilingual } from "@/features/catalogue/words";
import { useTexts } from "@/texts";
import type { Connect } from "./useConnect";

export function ConsentStep({ connect: { service } }: { connect: Connect }) {
  const { connect } = useTexts().integration;
  const said = useBilingual();
  return (
    <Stack gap="sm">
      <Text size="sm">{connect.consentLead(said(service.name))}</Text>
      <Alert variant="outline" color="indigo" icon={<IconInfoCircle size={18} />}>
        {connect.consentSession}
      </Alert>
    </Stack>
  );
}
