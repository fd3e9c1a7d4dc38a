import { Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { NextPage } from "../../recipe/draft";
import { texts } from "../../texts";
import { PointButton } from "../PointButton";
import { atControl } from "../pointing";
import { wordsFor } from "../../recipe/words";

/** How the next page of the list comes. */
export function NextPageStep({ next, onChange }: { next: NextPage; onChange: (next: NextPage) => void }) {
  const { record } = texts;
  const [kind, setKind] = useState(next.kind);
  const choose = (chosen: NextPage["kind"]) => {
    setKind(chosen);
    if (chosen !== "press") onChange({ kind: chosen });
  };
  return (
    <Stack>
      <Radio.Group label={record.nextLead} value={kind} onChange={(value) => choose(value)}>
        <Stack gap="xs" mt="xs">
          {(["none", "press", "scroll"] as const).map((each) => (
            <Radio key={each} value={each} label={record.next[each]} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === "press" && (
        <>
          <PointButton point={atControl} onPointed={(element) => onChange({ kind: "press", element })} />
          {next.kind === "press" && <Text>{`${record.nextPointed} ${wordsFor(next.element)}`}</Text>}
        </>
      )}
    </Stack>
  );
}
