import "@mantine/spotlight/styles.layer.css";
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconLanguage, IconMoon, IconSearch, IconUserCircle } from "@tabler/icons-react";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { ServiceMark } from "@/components/ServiceMark";
import { useServiceName } from "@/features/services/serviceName";
import { useLanguage } from "@/texts";
import { useSession } from "../session";
import { allowedPages, furtherPages, mainPages, settingsPages, type Page } from "../shell/pages";
import { matches } from "./matching";
import { useHits } from "./useHits";
import classes from "./Palette.module.css";

interface PaletteAction {
  key: string;
  label: string;
  detail?: string;
  icon: ReactNode;
  run: () => void;
}

interface PaletteGroup {
  label: string;
  actions: readonly PaletteAction[];
}

/** Goes to any page, service, person or account. Opens whenever `openings` grows. */
export default function Palette({ openings }: { openings: number }) {
  const { frame } = useLanguage().texts;
  const [query, setQuery] = useState("");
  const groups = useGroups(query);
  useEffect(() => spotlight.open(), [openings]);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { "aria-label": frame.searchHint } }}
    >
      <Spotlight.Search
        placeholder={frame.palette.placeholder}
        aria-label={frame.searchHint}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>{frame.palette.nothing(query)}</Spotlight.Empty>}
        {groups.map(({ label, actions }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {actions.map((action) => (
              <Spotlight.Action key={action.key} onClick={action.run}>
                {action.icon}
                <span className={classes["label"]}>
                  {action.label}
                  {action.detail !== undefined && <span className={classes["detail"]}>{action.detail}</span>}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useGroups(query: string): readonly PaletteGroup[] {
  const { palette } = useLanguage().texts.frame;
  const [settled] = useDebouncedValue(query, 200);
  const router = useRouter();
  const hits = useHits(settled);
  const pages = usePages();
  const actions = useActions();
  const serviceName = useServiceName();
  const fitting = (all: readonly PaletteAction[]) =>
    all.filter(({ label, detail }) => matches(`${label} ${detail ?? ""}`, query));

  const found = hits.map(({ kind, hits: items }) => ({
    label: palette[kind],
    actions: items.map(({ key, label, detail, service, href }) => ({
      key,
      label,
      detail: kind === "accounts" && service ? [detail, serviceName(service)].filter(Boolean).join(" · ") : detail,
      icon: service === undefined ? <IconUserCircle size={18} aria-hidden /> : <ServiceMark {...service} size={20} />,
      run: () => router.history.push(href),
    })),
  }));
  return [
    { label: palette.pages, actions: fitting(pages) },
    ...found,
    { label: palette.actions, actions: fitting(actions) },
  ].filter((group) => group.actions.length > 0);
}

function usePages(): readonly PaletteAction[] {
  const { texts } = useLanguage();
  const { permissions } = useSession();
  const navigate = useNavigate();
  const toActions = (pages: readonly Page[], detail?: string) =>
    allowedPages(pages, permissions).map(({ path, label, icon: PageIcon }) => ({
      key: path,
      label: label(texts),
      detail,
      icon: <PageIcon size={18} stroke={1.75} aria-hidden />,
      run: () => void navigate({ to: path }),
    }));
  return [...toActions([...mainPages, ...furtherPages]), ...toActions(settingsPages, texts.frame.settings)];
}

function useActions(): readonly PaletteAction[] {
  const { texts, language, choose } = useLanguage();
  const { palette } = texts.frame;
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme("light");
  return [
    {
      key: "language",
      label: palette.switchLanguage,
      icon: <IconLanguage size={18} aria-hidden />,
      run: () => void choose(language === "ja" ? "en" : "ja"),
    },
    {
      key: "color-scheme",
      label: palette.toggleColorScheme,
      icon: <IconMoon size={18} aria-hidden />,
      run: () => setColorScheme(shown === "dark" ? "light" : "dark"),
    },
  ];
}
