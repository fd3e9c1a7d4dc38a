import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTexts } from "@/texts";
import type { ExportLinks } from "./types";

export function ExportMenu({ links }: { links: ExportLinks }) {
  const { list } = useTexts();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={list.export}>
          <ActionIcon aria-label={list.export}>
            <IconDownload size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={links.csv} download>
          {list.exportCsv}
        </Menu.Item>
        <Menu.Item component="a" href={links.xlsx} download>
          {list.exportXlsx}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
