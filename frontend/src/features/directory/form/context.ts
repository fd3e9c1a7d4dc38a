import type { UseFormReturnType } from "@mantine/form";
import { createContext, use } from "react";
import type { PersonValues } from "../draft";
import type { FieldSource } from "../person/sources";

interface PersonFormState {
  form: UseFormReturnType<PersonValues>;
  sources: ReadonlyMap<string, FieldSource>;
  /** The person who is edited; undefined for a new one. */
  ownId: string | undefined;
}

export const PersonFormContext = createContext<PersonFormState | null>(null);

export function usePersonForm(): PersonFormState {
  const state = use(PersonFormContext);
  if (state === null) throw new Error("usePersonForm needs a PersonForm above it");
  return state;
}
