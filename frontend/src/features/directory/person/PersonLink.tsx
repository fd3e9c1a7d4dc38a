import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { useTexts } from "@/texts";
import { personQuery } from "../queries";
import classes from "./PersonFacts.module.css";

interface PersonLinkProps {
  identityId: string;
  /** Left out where only the id is at hand: then it is asked for. */
  name?: string | null;
}

export function PersonLink({ identityId, name }: PersonLinkProps) {
  const { unnamed } = useTexts().directory;
  const { data } = useQuery({ ...personQuery(useOrganizationId(), identityId), enabled: name === undefined });
  return (
    <Link to="/directory/$identityId" params={{ identityId }} className={classes["link"]}>
      {name ?? data?.displayName ?? unnamed}
    </Link>
  );
}
