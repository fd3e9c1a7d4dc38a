import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTexts } from "@/texts";

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

export function AppearanceMenu() {
  const { frame } = useTexts();
  const { colorScheme } = useMantineColorScheme();
  const Current = icons[colorScheme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={frame.colorScheme}>
          <Current size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <AppearanceChoice />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Light, dark or as the system has it, inside a menu. */
export function AppearanceChoice() {
  const { frame } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choices: readonly [MantineColorScheme, string][] = [
    ["light", frame.light],
    ["dark", frame.dark],
    ["auto", frame.system],
  ];
  return (
    <Menu.RadioGroup
      value={colorScheme}
      onChange={(value) => {
        const choice = choices.find(([scheme]) => scheme === value);
        if (choice !== undefined) setColorScheme(choice[0]);
      }}
    >
      {choices.map(([scheme, label]) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
