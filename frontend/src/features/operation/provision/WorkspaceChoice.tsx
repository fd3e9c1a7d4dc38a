import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { useCatalogue } from "@/features/catalogue/queries";
import { useTexts } from "@/texts";
import { servicesQuery } from "@/features/services/queries";

interface WorkspaceChoiceProps {
  /** Set where the service is settled, such as on its own page. */
  serviceId?: number;
  value: number | null;
  onChange: (workspaceId: number | null) => void;
}

/** Chooses the workspace in which accounts are made, among the services that can make them. */
export function WorkspaceChoice({ serviceId, value, onChange }: WorkspaceChoiceProps) {
  const { account, provision } = useTexts();
  const { data: services = [] } = useQuery(servicesQuery(useOrganizationId()));
  const { data: catalogue } = useCatalogue();
  const isAble = (uniqueName: string) =>
    catalogue?.find(({ slug }) => slug === uniqueName)?.capabilities.create !== false;
  const able = services.filter(({ id, uniqueName }) =>
    serviceId === undefined ? isAble(uniqueName) : id === serviceId,
  );
  const data = able.map(({ name, workspaces }) => ({
    group: name,
    items: workspaces.map((workspace) => ({ value: String(workspace.id), label: `${name} · ${workspace.name}` })),
  }));
  return (
    <Select
      label={account.columns.workspace}
      required
      searchable
      placeholder={provision.chooseWorkspace}
      nothingFoundMessage={provision.noWorkspace}
      data={data}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
