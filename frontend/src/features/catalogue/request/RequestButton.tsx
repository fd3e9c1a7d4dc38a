import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "@/texts";

const RequestDialog = lazy(() => import("./RequestDialog"));

/** The way out for whom the catalogue lacks a service. */
export function RequestButton({ name = "" }: { name?: string }) {
  const { catalogue } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {catalogue.missing}
      </Button>
      {isOpen && (
        <Suspense>
          <RequestDialog name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
