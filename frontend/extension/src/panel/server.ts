import createClient from "openapi-fetch";
import type { paths } from "@/api/schema";
import type { Schemas } from "@/api/types";
import { upload } from "@/api/upload";
import type { KnownService } from "../recipe/known";
import type { AssistedRecipe, PointedTable, Row } from "../recipe/types";
import type { Pairing } from "./storage";

export type Workspace = Schemas["Workspace"];
export type OwnConnector = Schemas["OwnConnector"];
export type Run = Schemas["Request"];

/** A refusal in the words of the server. */
export class Refused extends Error {}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

interface RefusalBody {
  errorDetails?: { message?: string; about?: string; remedy?: string; fields?: { field: string; message: string }[] };
}

async function read<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  const { message, about, remedy, fields } = (error as RefusalBody | undefined)?.errorDetails ?? {};
  const places = (fields ?? []).map((each) => `${each.field}: ${each.message}`);
  throw new Refused([message ?? `HTTP ${response.status}`, about, ...places, remedy].filter(Boolean).join(" "));
}

const clientOf = (server: string, language: string, key?: string) =>
  createClient<paths>({
    baseUrl: server,
    // The session of a Daicho that is open in this browser is not the extension's.
    credentials: "omit",
    headers: { "Accept-Language": language, ...(key !== undefined && { Authorization: `Bearer ${key}` }) },
  });

export async function pair(server: string, code: string, language: string): Promise<Pairing> {
  const name = `${navigator.userAgent.includes("Edg/") ? "Edge" : "Chrome"} · ${navigator.platform}`;
  const { key, organizationId, organizationName } = await read(
    clientOf(server, language).POST("/api/v1/extension-pairings", { body: { code, name } }),
  );
  return { server, key, organizationId, organizationName };
}

/** Daicho, as this extension may use it. */
export type Server = ReturnType<typeof serverOf>;

export function serverOf({ server, key, organizationId }: Pairing, language: string) {
  const client = clientOf(server, language, key);
  const organization = { organizationId };
  return {
    workspaces: async (): Promise<Workspace[]> => {
      const answer = client.GET("/api/v1/organizations/{organizationId}/workspaces", {
        params: { path: organization },
      });
      return (await read(answer)).items;
    },
    /** Services of the catalogue that nothing reads yet, with what is known of their pages. */
    servicesToRecord: async (): Promise<KnownService[]> => {
      const answer = client.GET("/api/v1/organizations/{organizationId}/catalogue", {
        params: { path: organization, query: { toBeRecorded: true } },
      });
      return (await read(answer)).items;
    },
    connectors: async (): Promise<OwnConnector[]> => {
      const answer = client.GET("/api/v1/organizations/{organizationId}/connectors", {
        params: { path: organization },
      });
      return (await read(answer)).items;
    },
    addConnector: (slug: string, manifest: string): Promise<OwnConnector> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/connectors", {
          params: { path: organization },
          body: { slug, manifest },
        }),
      ),
    changeConnector: (slug: string, manifest: string): Promise<OwnConnector> =>
      read(
        client.PUT("/api/v1/organizations/{organizationId}/connectors/{slug}", {
          params: { path: { ...organization, slug } },
          body: { manifest },
        }),
      ),
    /** What a file that a service gave of its members begins with. */
    headOfFile: (file: File): Promise<PointedTable> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/connectors/file-head", {
          params: { path: organization },
          ...upload({ file }),
        }),
      ),
    recipe: (workspaceId: number): Promise<AssistedRecipe> =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/assisted-recipe", {
          params: { path: { ...organization, workspaceId } },
        }),
      ),
    beginSync: async (workspaceId: number): Promise<string> => {
      const answer = client.POST("/api/v1/organizations/{organizationId}/workspaces/{workspaceId}/assisted-syncs", {
        params: { path: { ...organization, workspaceId } },
      });
      return (await read(answer)).requestId;
    },
    sendPage: (requestId: string, page: number, rows: Row[]): Promise<unknown> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/assisted-syncs/{requestId}/pages", {
          params: { path: { ...organization, requestId } },
          body: { page, rows },
        }),
      ),
    detailAddresses: async (requestId: string, rows: Row[]): Promise<string[]> => {
      const answer = client.POST("/api/v1/organizations/{organizationId}/assisted-syncs/{requestId}/details", {
        params: { path: { ...organization, requestId } },
        body: { rows },
      });
      return (await read(answer)).addresses;
    },
    sendFile: (requestId: string, file: File): Promise<unknown> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/assisted-syncs/{requestId}/file", {
          params: { path: { ...organization, requestId } },
          ...upload({ file }),
        }),
      ),
    finishSync: (requestId: string): Promise<unknown> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/assisted-syncs/{requestId}/finish", {
          params: { path: { ...organization, requestId } },
        }),
      ),
    failSync: (requestId: string, detail: string): Promise<unknown> =>
      read(
        client.POST("/api/v1/organizations/{organizationId}/assisted-syncs/{requestId}/fail", {
          params: { path: { ...organization, requestId } },
          body: { detail },
        }),
      ),
    run: (requestId: string): Promise<Run> =>
      read(
        client.GET("/api/v1/organizations/{organizationId}/requests/{requestId}", {
          params: { path: { ...organization, requestId } },
        }),
      ),
  };
}

/** Whether a person is to read this workspace today. */
export const isDue = ({ kind, status, nextSynchronizationAt }: Workspace): boolean =>
  kind === "assisted" &&
  status !== "paused" &&
  status !== "syncing" &&
  (nextSynchronizationAt === null || Date.parse(nextSynchronizationAt) <= Date.now());
