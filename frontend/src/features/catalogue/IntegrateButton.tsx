import { Button } from "@mantine/core";
import { useCan } from "@/app/session";
import { useTexts } from "@/texts";
import type { CatalogueService } from "./types";
import { isByHandOnly } from "./ways";
import { useBilingual } from "./words";

interface IntegrateButtonProps {
  service: CatalogueService;
  onClick: () => void;
  className?: string;
  size?: string;
}

/** Begins the integration, for whom may integrate; a discontinued service can only be kept by hand. */
export function IntegrateButton({ service, onClick, className, size = "compact-sm" }: IntegrateButtonProps) {
  const { catalogue } = useTexts();
  const said = useBilingual();
  const mayConnect = useCan("workspaces:connect");
  if (!mayConnect) return null;

  const byHand = isByHandOnly(service);
  const label = byHand ? catalogue.registerByHand : service.integrated ? catalogue.addWorkspace : catalogue.integrate;
  return (
    <Button
      size={size}
      variant={service.integrated || byHand ? "default" : "light"}
      className={className}
      aria-label={`${label}: ${said(service.name)}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
