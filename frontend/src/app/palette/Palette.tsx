import { Modal } from "@mantine/core";

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
}

export default function Palette({ opened, onClose }: PaletteProps) {
  return <Modal opened={opened} onClose={onClose} />;
}
