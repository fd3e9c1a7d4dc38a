import { ActionIcon, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useLanguage } from "@/texts";
import { languages } from "@/texts/language";

export function LanguageMenu() {
  const { language, texts, choose } = useLanguage();
  const queryClient = useQueryClient();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={texts.frame.language}>
          <IconLanguage size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={language}
          onChange={(value) => {
            const chosen = languages.find((candidate) => candidate === value);
            // Answers carry words in the language they were asked in.
            if (chosen !== undefined) void choose(chosen).then(() => queryClient.invalidateQueries());
          }}
        >
          {languages.map((each) => (
            <Menu.RadioItem key={each} value={each} lang={each}>
              {texts.common.languages[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
