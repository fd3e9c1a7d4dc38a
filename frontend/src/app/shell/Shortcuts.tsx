import { Kbd, Modal, Table } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useTexts } from "@/texts";

export default function Shortcuts() {
  const { frame } = useTexts();
  const { shortcuts } = frame;
  const [opened, { open, close }] = useDisclosure(false);
  useHotkeys([
    ["shift+?", open, { usePhysicalKeys: false }],
    ["?", open],
  ]);

  const rows: readonly [readonly string[], string][] = [
    [["Ctrl", "K"], shortcuts.palette],
    [["/"], shortcuts.search],
    [["j"], shortcuts.nextRow],
    [["k"], shortcuts.previousRow],
    [["Enter"], shortcuts.open],
    [["Esc"], shortcuts.close],
    [["?"], shortcuts.help],
  ];
  return (
    <Modal opened={opened} onClose={close} title={shortcuts.title} centered>
      <Table>
        <Table.Tbody>
          {rows.map(([keys, label]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w={120}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
