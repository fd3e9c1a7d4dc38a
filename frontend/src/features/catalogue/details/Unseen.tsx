import { Anchor, List } from "@mantine/core";
import { Markdown } from "@/components/Markdown";
import { useTexts } from "@/texts";
import type { CatalogueService } from "../types";
import { useBilingual } from "../words";
import { Part } from "./Part";

/** What is missing or could not be made sure of, and where all of it comes from. */
export function Unseen({ service }: { service: CatalogueService }) {
  const { drawer } = useTexts().catalogue;
  const said = useBilingual();
  const { unseen, sources } = service;
  return (
    <>
      {unseen.length > 0 && (
        <Part title={drawer.unseen}>
          <Markdown text={unseen.map((gap) => `- ${said(gap)}`).join("\n")} />
        </Part>
      )}
      {sources.length > 0 && (
        <Part title={drawer.sources}>
          <List size="sm" spacing={4}>
            {sources.map((source) => (
              <List.Item key={source} style={{ overflowWrap: "anywhere" }}>
                <Source source={source} />
              </List.Item>
            ))}
          </List>
        </Part>
      )}
    </>
  );
}

function Source({ source }: { source: string }) {
  if (!/^https?:\/\//.test(source)) return source;
  return (
    <Anchor size="sm" href={source} target="_blank" rel="noreferrer">
      {source}
    </Anchor>
  );
}
