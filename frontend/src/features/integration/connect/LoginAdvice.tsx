import { Alert, List, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTexts } from "@/texts";

/** What to think of before a login is entrusted, when this way cannot work, and what helps then. */
export function LoginAdvice() {
  const { login } = useTexts().integration;
  return (
    <Alert variant="outline" icon={<IconInfoCircle size={18} />} title={login.title}>
      <Stack gap={6}>
        <Text size="sm">{login.own}</Text>
        <Text size="sm">{login.notWhen}</Text>
        <List size="sm">
          {login.obstacles.map((obstacle) => (
            <List.Item key={obstacle}>{obstacle}</List.Item>
          ))}
        </List>
        <Text size="sm">{login.instead}</Text>
      </Stack>
    </Alert>
  );
}
