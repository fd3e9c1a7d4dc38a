import { ActionIcon, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { useNotify } from "@/components/useNotify";
import { useLanguage, useTexts, type Language } from "@/texts";
import { languages } from "@/texts/language";

export function LanguageMenu() {
  const { frame } = useTexts();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={frame.language}>
          <IconLanguage size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageChoice />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The languages, inside a menu. */
export function LanguageChoice() {
  const { language, texts, choose } = useLanguage();
  const queryClient = useQueryClient();
  const { refused } = useNotify();

  const change = async (chosen: Language) => {
    await choose(chosen);
    // The server writes to the user in this language from now on.
    await read(client.PATCH("/api/v1/session", { body: { locale: chosen } })).catch(refused);
    // Answers carry words in the language they were asked in.
    await queryClient.invalidateQueries();
  };

  return (
    <Menu.RadioGroup
      value={language}
      onChange={(value) => {
        const chosen = languages.find((candidate) => candidate === value);
        if (chosen !== undefined) void change(chosen);
      }}
    >
      {languages.map((each) => (
        <Menu.RadioItem key={each} value={each} lang={each}>
          {texts.common.languages[each]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
