import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { SecretInput } from "@/components/SecretInput";
import { useTexts } from "@/texts";

export interface Pair {
  name: string;
  value: string;
}

interface PairsProps {
  label: string;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
  areSecret?: boolean;
}

/** Names with their values, as many as are needed. */
export function Pairs({ label, pairs, onChange, areSecret = false }: PairsProps) {
  const { common, connector } = useTexts();
  const { attempt: words } = connector;
  const Value = areSecret ? SecretInput : TextInput;
  const replace = (index: number, changes: Partial<Pair>) =>
    onChange(pairs.map((pair, place) => (place === index ? { ...pair, ...changes } : pair)));
  return (
    <div role="group" aria-label={label}>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <Stack gap="xs">
        {pairs.map(({ name, value }, index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`${label}: ${words.name}`}
              placeholder={words.name}
              flex={1}
              value={name}
              onChange={(event) => replace(index, { name: event.currentTarget.value })}
            />
            <Value
              aria-label={`${label}: ${name === "" ? words.value : name}`}
              placeholder={words.value}
              flex={2}
              value={value}
              onChange={(event) => replace(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={`${common.remove}: ${name}`}
              onClick={() => onChange(pairs.filter((_, place) => place !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...pairs, { name: "", value: "" }])}
        >
          {common.add}
        </Button>
      </Stack>
    </div>
  );
}

/** The pairs as they are sent; a pair without a name is left out. */
export function recordOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    pairs.filter(({ name }) => name.trim() !== "").map(({ name, value }) => [name.trim(), value]),
  );
}
