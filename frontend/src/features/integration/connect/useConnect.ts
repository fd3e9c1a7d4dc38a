import { useState } from "react";
import { ApiError } from "@/api/errors";
import { useSession } from "@/app/session";
import type { CatalogueService, ConnectWay } from "@/features/catalogue/types";
import { useCreateCustomWorkspace } from "../custom/queries";
import { useConnecting, useWorkspaceChanges } from "../queries";
import type { ServiceRequest, Workspace, WorkspaceInput, WorkspaceSettings } from "../types";
import { isAddress, missingFields, refusedFields, valuesToSend, type CredentialValues } from "./credentials";
import { runInProgress } from "./firstRun";
import { firstStep, stepAfter, stepBefore, stepsOf, type StepName } from "./steps";
import { useTexts } from "@/texts";

const defaultSettings: WorkspaceSettings = {
  baseUrl: null,
  credentialsLastDay: null,
  fast: false,
  guard: null,
  risk: { businessImpactLevel: null, confidentialInfo: null, piiEnabled: null, securityImpactLevel: null },
};

/** What has been entered so far. */
export interface Draft {
  values: CredentialValues;
  baseUrl: string;
  workspaceName: string;
  settings: WorkspaceSettings;
}

export type Connect = ReturnType<typeof useConnect>;

/** The course of one integration: where it is, what was entered, and what the service said to it. */
export function useConnect(service: CatalogueService, existing: Workspace | undefined) {
  const { integration } = useTexts();
  const { connect: texts, workspaceNameMissing } = integration;
  const isReintegration = existing !== undefined;
  // A connected workspace stays connected: its credentials are replaced, by this way or another.
  const ways = isReintegration ? service.ways.filter(({ kind }) => kind !== "manual") : service.ways;
  const [way, setWay] = useState(() => ways.find(({ name }) => name === existing?.method) ?? ways[0]);
  const [step, setStep] = useState<StepName>(() => firstStep(ways, isReintegration));
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>({});
  const { organization } = useSession();
  const [draft, setDraft] = useState<Draft>({
    values: {},
    baseUrl: existing?.settings.baseUrl ?? "",
    workspaceName: existing?.workspaceName ?? organization.name,
    settings: existing?.settings ?? defaultSettings,
  });
  const [stepsDone, setStepsDone] = useState<readonly ServiceRequest[]>([]);
  const [outcome, setOutcome] = useState<{ workspaceId: number; requestId: string | null } | null>(null);
  const { verify, connect, reconnect, beginConsent } = useConnecting();
  const { sync } = useWorkspaceChanges();
  const custom = useCreateCustomWorkspace();
  const steps = way === undefined ? [] : stepsOf(way.kind, isReintegration);
  const mutations = [connect, reconnect, beginConsent, sync, custom];

  const goTo = (next: StepName) => {
    setMarks({});
    for (const mutation of mutations) mutation.reset();
    setStep(next);
  };
  const change = (part: Partial<Draft>) => {
    setMarks({});
    setDraft((current) => ({ ...current, ...part }));
  };
  const inputFor = (chosen: ConnectWay, workspaceName: string): WorkspaceInput => ({
    serviceUniqueName: service.slug,
    workspaceName,
    auth: { method: chosen.name, values: valuesToSend(chosen, draft.values) },
    settings: { ...draft.settings, baseUrl: draft.baseUrl.trim() === "" ? null : draft.baseUrl.trim() },
  });

  const areCredentialsComplete = (chosen: ConnectWay): boolean => {
    const missing = missingFields(chosen, draft.values).map((name) => [name, texts.required] as const);
    const address = draft.baseUrl.trim();
    const wrong = address !== "" && !isAddress(address) ? [["baseUrl", texts.baseUrlInvalid] as const] : [];
    setMarks(Object.fromEntries([...missing, ...wrong]));
    return missing.length + wrong.length === 0;
  };

  const test = (chosen: ConnectWay) => {
    setStepsDone([]);
    const onStep = (done: ServiceRequest) => setStepsDone((before) => [...before, done]);
    const body = inputFor(chosen, draft.workspaceName.trim());
    verify.mutate(
      { body, onStep: chosen.kind === "id_password" ? onStep : undefined },
      {
        onSuccess: ({ tenant }) => {
          const isProposal = draft.workspaceName === organization.name;
          if (isProposal && tenant.name !== null) change({ workspaceName: tenant.name });
        },
      },
    );
  };

  const startSync = async (workspace: Workspace) => {
    const running = runInProgress(workspace.recentRuns);
    const requestId = running?.requestId ?? (await sync.mutateAsync(workspace.id)).requestId;
    setOutcome({ workspaceId: workspace.id, requestId });
    setStep("sync");
  };

  const save = async (chosen: ConnectWay) => {
    const input = inputFor(chosen, draft.workspaceName.trim());
    if (chosen.kind === "manual") {
      const { workspace } = await custom.mutateAsync({ serviceId: service.id, workspaceName: input.workspaceName });
      setOutcome({ workspaceId: workspace.id, requestId: null });
      setStep("accounts");
      return;
    }
    const workspace = isReintegration
      ? await reconnect.mutateAsync({ workspaceId: existing.id, auth: input.auth })
      : await connect.mutateAsync(input);
    if (chosen.kind === "assisted") {
      setOutcome({ workspaceId: workspace.id, requestId: null });
      setStep("browser");
      return;
    }
    await startSync(workspace);
  };

  const leaveForConsent = (chosen: ConnectWay) =>
    beginConsent.mutate(
      { ...inputFor(chosen, draft.workspaceName.trim()), workspaceId: existing?.id },
      { onSuccess: ({ authorizeUrl }) => location.assign(authorizeUrl) },
    );

  /** Leads back to the fields that the service or the server did not like. */
  const correctCredentials = () => {
    const refusals = way !== undefined && verify.error instanceof ApiError ? verify.error.fields : [];
    goTo("credentials");
    if (way !== undefined) setMarks(refusedFields(way, refusals));
  };

  const next = () => {
    if (way === undefined) return;
    if (step === "credentials" && !areCredentialsComplete(way)) return;
    if (step === "name" && draft.workspaceName.trim() === "") {
      setMarks({ workspaceName: workspaceNameMissing });
      return;
    }
    const following = stepAfter(steps, step);
    const isLastQuestion = following === "sync" || following === "accounts" || following === "browser";
    if (step === "consent") {
      leaveForConsent(way);
    } else if (isLastQuestion) {
      // A refusal stays visible in the mutation that met it.
      void save(way).catch(() => undefined);
    } else {
      goTo(following);
      if (following === "test") test(way);
    }
  };

  return {
    service,
    existing,
    ways,
    way,
    chooseWay: setWay,
    steps,
    step,
    draft,
    change,
    marks,
    verify,
    stepsDone,
    outcome,
    next,
    back: stepBefore(steps, step) === null ? undefined : () => goTo(stepBefore(steps, step) ?? step),
    correctCredentials,
    error: mutations.find(({ error }) => error !== null)?.error ?? null,
    isBusy: mutations.some(({ isPending }) => isPending),
    isUntouched: Object.values(draft.values).every((value) => value === ""),
  };
}
