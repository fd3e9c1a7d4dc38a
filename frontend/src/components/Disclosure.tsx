import { Collapse, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";

interface DisclosureProps {
  label: string;
  initiallyOpen?: boolean;
  children: ReactNode;
}

/** What few people need, one click away. */
export function Disclosure({ label, initiallyOpen = false, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(initiallyOpen);
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        fz="sm"
        c="dimmed"
        style={{ display: "inline-flex", alignItems: "center", gap: 4 }}
      >
        <Chevron size={15} aria-hidden />
        {label}
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id} mt="xs">
        {children}
      </Collapse>
    </div>
  );
}
