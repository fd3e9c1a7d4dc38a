import { Text } from "@mantine/core";
import { factsOf, type Fact, type KnownService } from "../../recipe/known";
import { language, texts } from "../../texts";

/** What the catalogue knows of the pages that are being recorded. */
export function KnownFacts({ service, facts }: { service: KnownService | null; facts: readonly Fact[] }) {
  const { known } = texts.record;
  const said = service === null ? [] : factsOf(service, facts, language);
  if (said.length === 0) return null;
  return (
    <div>
      {said.map((each) => (
        <Text key={each.fact} size="sm" style={{ overflowWrap: "anywhere" }}>
          <Text span c="dimmed">
            {known[each.fact]}:{" "}
          </Text>
          {each.said}
        </Text>
      ))}
    </div>
  );
}
