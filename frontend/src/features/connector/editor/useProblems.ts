import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { problemsQuery } from "../queries";
import type { ManifestProblem } from "../types";

const typingPause = 400;

/** The problems of a manifest, asked for whenever typing pauses. */
export function useProblems(manifest: string): readonly ManifestProblem[] {
  const [settled] = useDebouncedValue(manifest, typingPause);
  const { data = [] } = useQuery(problemsQuery(useOrganizationId(), settled));
  return data;
}
