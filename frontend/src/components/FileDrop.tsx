import { FileButton, Button, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState, type DragEvent } from "react";
import { useTexts } from "@/texts";
import classes from "./FileDrop.module.css";

interface FileDropProps {
  file: File | null;
  isReading: boolean;
  onChoose: (file: File) => void;
}

/** Takes a CSV file by drop or by the file dialog. */
export function FileDrop({ file, isReading, onChoose }: FileDropProps) {
  const { file: words } = useTexts();
  const [isOver, setOver] = useState(false);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped !== undefined) onChoose(dropped);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a convenience of the mouse; the button inside does the same for everybody
    <div
      role="group"
      aria-label={words.drop}
      className={classes["drop"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={28} stroke={1.5} aria-hidden />
      <Text aria-live="polite">{file === null ? words.drop : isReading ? words.reading(file.name) : file.name}</Text>
      <FileButton accept=".csv,text/csv,text/plain" onChange={(chosen) => chosen !== null && onChoose(chosen)}>
        {(props) => (
          <Button {...props} variant={file === null ? "filled" : "default"} loading={isReading}>
            {file === null ? words.choose : words.another}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
