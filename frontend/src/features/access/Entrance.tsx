import { Button, Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "@/components/usePageTitle";
import { useLanguage } from "@/texts";
import { languages } from "@/texts/language";
import classes from "./Entrance.module.css";

interface EntranceProps {
  title: string;
  lead?: string;
  width?: number;
  children: ReactNode;
}

/** The frame of the screens before sign-in. */
export function Entrance({ title, lead, width = 380, children }: EntranceProps) {
  const { texts, language, choose } = useLanguage();
  usePageTitle(title);
  return (
    <div className={classes.entrance}>
      <main style={{ width: "100%", maxWidth: width }}>
        <Group gap={10} mb="md" justify="center">
          <img src="/mark.svg" alt="" width={30} height={30} />
          <Text fw={700} size="lg">
            {texts.common.product}
          </Text>
        </Group>
        <Paper withBorder p="lg">
          <Title order={1} mb={lead === undefined ? "md" : 4}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" size="sm" mb="md">
              {lead}
            </Text>
          )}
          {children}
        </Paper>
        <Group justify="center" gap={4} mt="md">
          {languages.map((each) => (
            <Button
              key={each}
              size="compact-sm"
              variant="subtle"
              color="gray"
              c="dimmed"
              lang={each}
              aria-pressed={each === language}
              td={each === language ? "underline" : undefined}
              onClick={() => void choose(each)}
            >
              {texts.common.languages[each]}
            </Button>
          ))}
        </Group>
      </main>
    </div>
  );
}
