import { Button } from "@mantine/core";
import { IconFileTypeCsv, IconUserPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "@/app/session";
import type { Identity } from "@/features/directory/types";
import { useTexts } from "@/texts";
import type { ServiceChoice } from "./types";

const AddAccountDialog = lazy(() => import("./AddAccountDialog"));
const AddFromFileDialog = lazy(() => import("./AddFromFileDialog"));

interface AddAccountButtonProps {
  service?: ServiceChoice;
  person?: Identity;
  variant?: string;
}

/** "Add account" of a service, or "Add service" of a person. */
export function AddAccountButton({ service, person, variant = "default" }: AddAccountButtonProps) {
  const { provision } = useTexts();
  const mayAdd = useCan("accounts:write");
  const [isOpen, setOpen] = useState(false);
  if (!mayAdd) return null;
  return (
    <>
      <Button variant={variant} leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {service === undefined ? provision.addServiceButton : provision.addAccountButton}
      </Button>
      {isOpen && (
        <Suspense>
          <AddAccountDialog service={service} person={person} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Many accounts of a service at once, from a spreadsheet. */
export function AddFromFileButton({ service }: { service: ServiceChoice }) {
  const { provision } = useTexts();
  const mayAdd = useCan("accounts:write");
  const [isOpen, setOpen] = useState(false);
  if (!mayAdd) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {provision.addFromFileButton}
      </Button>
      {isOpen && (
        <Suspense>
          <AddFromFileDialog service={service} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
