import { Stack, Text } from "@mantine/core";
import { Markdown } from "@/components/Markdown";
import { useTexts } from "@/texts";
import type { CatalogueService, Change, ServiceOperation } from "../types";
import { useBilingual } from "../words";
import { Part } from "./Part";

const order: readonly Change[] = ["create", "suspend", "reactivate", "delete"];

/** What making, suspending and deleting an account really does at the service. */
export function Changes({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  const { drawer } = catalogue;
  const changes = order.flatMap((change) => {
    const operation = service.operations[change];
    return operation ? [{ change, operation }] : [];
  });
  if (changes.length === 0) return null;
  return (
    <Part title={drawer.changes}>
      <Stack gap={6}>
        {changes.map(({ change, operation }) => (
          <ChangeLine key={change} service={service} change={change} operation={operation} />
        ))}
        {service.untouchableRoles.length > 0 && (
          <Text size="sm" c="dimmed">
            {drawer.untouchable(service.untouchableRoles.join(", "))}
          </Text>
        )}
      </Stack>
    </Part>
  );
}

interface ChangeLineProps {
  service: CatalogueService;
  change: Change;
  operation: ServiceOperation;
}

function ChangeLine({ service, change, operation }: ChangeLineProps) {
  const { catalogue, operation: words } = useTexts();
  const { drawer } = catalogue;
  const { consequences } = words;
  const said = useBilingual();
  const name = said(service.name);
  const content = operation.removesContent === null ? "unknown" : operation.removesContent ? "lost" : "kept";
  const sentences = [
    change === "delete"
      ? consequences.effects[operation.effect ?? "removes"](name)
      : consequences.changes[change](name),
    change === "delete" && drawer.content[content],
    operation.handsOver !== null && drawer.handsOver,
    operation.freesLicense === true && drawer.freesLicense,
    operation.invites && drawer.invites,
    operation.touches && said(operation.touches),
    operation.sharedUsers && said(operation.sharedUsers),
    operation.plan && consequences.needsPlan(said(operation.plan)),
    operation.notes && said(operation.notes),
  ];
  return <Markdown text={`**${catalogue.capabilities[change]}**: ${sentences.filter(Boolean).join(" ")}`} />;
}
