import { ServiceMark } from "@/components/ServiceMark";
import type { Workspace } from "./types";
import classes from "./WorkspaceName.module.css";

interface WorkspaceNameProps {
  of: Pick<Workspace, "serviceName" | "serviceUniqueName" | "workspaceName">;
}

/** A workspace in a list: its service's mark and name, its own name below. */
export function WorkspaceName({ of: { serviceName, serviceUniqueName, workspaceName } }: WorkspaceNameProps) {
  return (
    <span className={classes.name}>
      <ServiceMark uniqueName={serviceUniqueName} name={serviceName} size={22} />
      <span className={classes.twoLines}>
        <span>{serviceName}</span>
        <span className={classes.second}>{workspaceName}</span>
      </span>
    </span>
  );
}
