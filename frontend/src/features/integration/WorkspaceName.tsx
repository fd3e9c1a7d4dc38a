import { ServiceMark } from "@/components/ServiceMark";
import { useServiceName } from "@/features/services/serviceName";
import type { Workspace } from "./types";
import classes from "./WorkspaceName.module.css";

interface WorkspaceNameProps {
  of: Pick<Workspace, "serviceName" | "serviceUniqueName" | "workspaceName">;
}

/** A workspace in a list: its service's mark and name, its own name below. */
export function WorkspaceName({ of }: WorkspaceNameProps) {
  const serviceName = useServiceName()(of);
  return (
    <span className={classes.name}>
      <ServiceMark uniqueName={of.serviceUniqueName} name={serviceName} size={22} />
      <span className={classes.twoLines}>
        <span>{serviceName}</span>
        <span className={classes.second}>{of.workspaceName}</span>
      </span>
    </span>
  );
}
