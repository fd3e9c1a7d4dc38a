import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense, type ReactNode } from "react";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";

const CustomAppDialog = lazy(() => import("./CustomAppDialog"));

/** For whom may keep accounts by hand: registers a system that is not integrated by itself. */
export function CustomAppButton({ icon }: { icon?: ReactNode }) {
  const { custom } = useTexts().integration;
  const [isOpen, dialog] = useDisclosure(false);
  const mayAdd = useCan("custom-accounts:write");
  if (!mayAdd) return null;
  return (
    <>
      <Button variant="default" leftSection={icon} onClick={dialog.open}>
        {custom.add}
      </Button>
      {isOpen && (
        <Suspense>
          <CustomAppDialog onClose={dialog.close} />
        </Suspense>
      )}
    </>
  );
}
