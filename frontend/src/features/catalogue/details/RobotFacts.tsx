import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Facts } from "@/features/directory/Facts";
import { useTexts } from "@/texts";
import type { Bilingual, Robot } from "../types";
import { useBilingual } from "../words";
import { Part } from "./Part";

/** What is known of a service's own pages. */
export function RobotFacts({ robot }: { robot: Robot }) {
  const { drawer } = useTexts().catalogue;
  const said = useBilingual();
  const text = (value: Bilingual | null) => value && said(value);
  const known: Record<Exclude<keyof Robot, "recipe">, ReactNode> = {
    loginUrl: robot.loginUrl && (
      <Anchor size="sm" href={robot.loginUrl} target="_blank" rel="noreferrer">
        {robot.loginUrl}
      </Anchor>
    ),
    fields: robot.fields.join(" · "),
    secondFactor: text(robot.secondFactor),
    sso: text(robot.sso),
    members: text(robot.members),
    columns: robot.columns.join(" · "),
    export: robot.export,
    notes: text(robot.notes),
  };
  const facts = (Object.keys(known) as (keyof typeof known)[])
    .filter((name) => Boolean(known[name]))
    .map((name) => ({ label: drawer.robotFacts[name], value: known[name] }));
  if (facts.length === 0) return null;
  return (
    <Part title={drawer.robot}>
      <Text size="sm" c="dimmed" mb={6}>
        {robot.recipe ? drawer.robotReads : drawer.robotLead}
      </Text>
      <Facts facts={facts} />
    </Part>
  );
}
