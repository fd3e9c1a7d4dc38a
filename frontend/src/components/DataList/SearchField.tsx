import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTexts } from "@/texts";

interface SearchFieldProps {
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
}

const debounce = 250;

export function SearchField({ value, placeholder, onChange }: SearchFieldProps) {
  const { list } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const send = useDebouncedCallback(onChange, debounce);
  useHotkeys([["/", () => input.current?.focus()]]);

  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }

  const change = (next: string) => {
    setTyped(next);
    setKnown(next);
    send(next);
  };

  return (
    <TextInput
      ref={input}
      type="search"
      size="xs"
      w={240}
      aria-label={placeholder}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed !== "" && <CloseButton size="xs" aria-label={list.clearSearch} onClick={() => change("")} />}
    />
  );
}
