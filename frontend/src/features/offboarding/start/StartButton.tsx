import { Button } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "@/app/session";
import type { Identity } from "@/features/directory/types";
import { useTexts } from "@/texts";

const StartDialog = lazy(() => import("./StartDialog"));

interface StartButtonProps {
  /** Who leaves; asked for when it is left out. */
  person?: Identity;
  variant?: string;
}

/** Begins the planning of an offboarding. */
export function StartButton({ person, variant = "default" }: StartButtonProps) {
  const { offboarding } = useTexts();
  const mayStart = useCan("accounts:write");
  const [isOpen, setOpen] = useState(false);
  if (!mayStart) return null;
  return (
    <>
      <Button variant={variant} leftSection={<IconUserMinus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {person === undefined ? offboarding.start.button : offboarding.start.personButton}
      </Button>
      {isOpen && (
        <Suspense>
          <StartDialog person={person} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
