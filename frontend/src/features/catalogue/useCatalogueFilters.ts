import { useMemo } from "react";
import type { Filter } from "@/components/DataList";
import { useLanguage } from "@/texts";

/** The catalogue's filters with their values in words. */
export function useCatalogueFilters(): readonly Filter[] {
  const { texts, language } = useLanguage();
  return useMemo(() => {
    const { catalogue } = texts;
    const { filters } = catalogue;
    const inOrder = new Intl.Collator(language);
    const categories = optionsOf(catalogue.categories).sort((one, other) => inOrder.compare(one.label, other.label));
    return [
      { kind: "choice", key: "category", label: filters.category, options: categories },
      { kind: "choice", key: "capability", label: filters.capability, options: optionsOf(catalogue.capabilities) },
      { kind: "choice", key: "way", label: filters.way, options: optionsOf(catalogue.ways) },
      {
        kind: "choice",
        key: "verification",
        label: filters.verification,
        options: optionsOf(catalogue.verifications),
      },
      { kind: "dates", key: "checked", label: filters.checked },
      { kind: "choice", key: "field", label: filters.field, options: optionsOf(catalogue.fields) },
      {
        kind: "choice",
        key: "plan",
        label: filters.plan,
        options: yesOrNo(catalogue.plans.named, catalogue.plans.any),
      },
      { kind: "choice", key: "requests", label: filters.requests, options: optionsOf(catalogue.requestLevels) },
      {
        kind: "choice",
        key: "integrated",
        label: filters.integrated,
        options: yesOrNo(catalogue.integrated, catalogue.notIntegrated),
      },
      {
        kind: "choice",
        key: "toBeRecorded",
        label: filters.recording,
        options: [
          ...yesOrNo(catalogue.toBeRecorded, catalogue.notToBeRecorded),
          { value: "recorded", label: catalogue.recorded },
        ],
      },
      { kind: "choice", key: "own", label: filters.own, options: yesOrNo(catalogue.own, catalogue.shipped) },
    ];
  }, [texts, language]);
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function yesOrNo(yes: string, no: string) {
  return [
    { value: "true", label: yes },
    { value: "false", label: no },
  ];
}
