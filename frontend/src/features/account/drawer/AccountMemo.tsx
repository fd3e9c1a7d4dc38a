import { Button, Group, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCan } from "@/app/session";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { useAccountChanges } from "../queries";
import type { Account } from "../types";
import { Section } from "./Section";

export function AccountMemo({ account }: { account: Account }) {
  const { account: texts, common } = useTexts();
  const { memo: words } = texts;
  const { done, refused } = useNotify();
  const { saveMemo } = useAccountChanges();
  const mayChange = useCan("accounts:write");
  const saved = account.memo ?? "";
  const [memo, setMemo] = useState(saved);
  const isChanged = memo.trim() !== saved;

  if (!mayChange) {
    return (
      <Section title={words.title}>
        <Text size="sm">{saved === "" ? common.none : saved}</Text>
      </Section>
    );
  }

  const save = () =>
    saveMemo.mutate(
      { account, memo: memo.trim() },
      { onSuccess: () => done(memo.trim() === "" ? words.removed : words.saved), onError: refused },
    );

  return (
    <Section title={words.title}>
      <Textarea
        aria-label={words.title}
        description={words.hint}
        autosize
        minRows={2}
        value={memo}
        onChange={(event) => setMemo(event.currentTarget.value)}
      />
      {isChanged && (
        <Group gap="xs">
          <Button size="compact-sm" loading={saveMemo.isPending} onClick={save}>
            {common.save}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setMemo(saved)}>
            {common.cancel}
          </Button>
        </Group>
      )}
    </Section>
  );
}
