import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "@/app/session";
import { useTexts } from "@/texts";
import { personQuery } from "../queries";
import classes from "./PersonFacts.module.css";

/** The name of somebody of whom only the id is at hand. */
export function PersonLink({ identityId }: { identityId: string }) {
  const { unnamed } = useTexts().directory;
  const { data } = useQuery(personQuery(useOrganizationId(), identityId));
  return (
    <Link to="/directory/$identityId" params={{ identityId }} className={classes["link"]}>
      {data?.displayName ?? unnamed}
    </Link>
  );
}
