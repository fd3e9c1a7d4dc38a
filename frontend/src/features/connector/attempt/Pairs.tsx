import { Text, TextInput } from "@mantine/core";
import { Rows } from "@/components/Rows";
import { SecretInput } from "@/components/SecretInput";
import { useTexts } from "@/texts";

export interface Pair {
  name: string;
  value: string;
}

interface PairsProps {
  label: string;
  pairs: readonly Pair[];
  onChange: (pairs: Pair[]) => void;
  areSecret?: boolean;
}

/** Names with their values, as many as are needed. */
export function Pairs({ label, pairs, onChange, areSecret = false }: PairsProps) {
  const { common, connector } = useTexts();
  const { attempt: words } = connector;
  const Value = areSecret ? SecretInput : TextInput;
  return (
    <div role="group" aria-label={label}>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <Rows
        rows={pairs}
        onChange={onChange}
        added={{ name: "", value: "" }}
        addLabel={common.add}
        nameOf={({ name }) => name}
        wrap="nowrap"
      >
        {({ name, value }, change) => (
          <>
            <TextInput
              aria-label={`${label}: ${words.name}`}
              placeholder={words.name}
              flex={1}
              value={name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <Value
              aria-label={`${label}: ${name === "" ? words.value : name}`}
              placeholder={words.value}
              flex={2}
              value={value}
              onChange={(event) => change({ value: event.currentTarget.value })}
            />
          </>
        )}
      </Rows>
    </div>
  );
}

/** The pairs as they are sent; a pair without a name is left out. */
export function recordOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(
    pairs.filter(({ name }) => name.trim() !== "").map(({ name, value }) => [name.trim(), value]),
  );
}
