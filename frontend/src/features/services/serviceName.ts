import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useCan, useOrganizationId } from "@/app/session";
import { useLanguage } from "@/texts";
import { servicesQuery } from "./queries";
import type { IntegratedService } from "./types";

/** A service as an answer names it: in English, whoever asks. */
export type NamedService = { uniqueName: string; name: string } | { serviceUniqueName: string; serviceName: string };

export type ServiceNaming = (service: NamedService) => string;

/** Says a service's name in the reader's language; the list of services knows it. */
export function useServiceName(): ServiceNaming {
  const services = useNamedServices();
  return useCallback((service) => localName(services, service), [services]);
}

/** The same for what names nothing but a workspace. */
export function useServiceNameOf(): (workspaceId: number | undefined) => string | undefined {
  const services = useNamedServices();
  return useCallback(
    (workspaceId) => services.find(({ workspaces }) => workspaces.some(({ id }) => id === workspaceId))?.name,
    [services],
  );
}

export function localName(services: readonly IntegratedService[], service: NamedService): string {
  const [uniqueName, given] =
    "name" in service ? [service.uniqueName, service.name] : [service.serviceUniqueName, service.serviceName];
  return services.find((known) => known.uniqueName === uniqueName)?.name ?? given;
}

const none: readonly IntegratedService[] = [];

/** Nothing in English, where there is nothing to say otherwise. */
function useNamedServices(): readonly IntegratedService[] {
  const { language } = useLanguage();
  const maySee = useCan("services:read");
  const { data } = useQuery({ ...servicesQuery(useOrganizationId()), enabled: maySee && language !== "en" });
  return data ?? none;
}
