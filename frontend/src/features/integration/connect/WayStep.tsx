import { Radio, Stack } from "@mantine/core";
import { useBilingual } from "@/features/catalogue/words";
import { useTexts } from "@/texts";
import type { Connect } from "./useConnect";

export function WayStep({ connect }: { connect: Connect }) {
  const { connect: texts } = useTexts().integration;
  const said = useBilingual();
  return (
    <Radio.Group
      label={texts.wayTitle}
      value={connect.way?.name ?? null}
      onChange={(name) => connect.chooseWay(connect.ways.find((way) => way.name === name))}
    >
      <Stack gap="sm" mt="sm">
        {connect.ways.map((way) => (
          <Radio key={way.name} value={way.name} label={said(way.label)} description={texts.wayHints[way.kind]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
