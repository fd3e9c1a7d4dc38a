import { http, HttpResponse, type HttpHandler } from "msw";
import type { ServiceRequest, ServiceRequestDraft } from "../../src/features/catalogue/request/queries";
import type { ManifestProblem, OwnConnector } from "../../src/features/connector/types";
import { refusal } from "../refusal";

const inOrganization = "*/api/v1/organizations/:organizationId";

export function connectorHandlers(): HttpHandler[] {
  const connectors: OwnConnector[] = [];
  const requests: ServiceRequest[] = [];
  const withSlug = (slug: unknown) => connectors.find((connector) => connector.slug === slug);
  const versionOf = (version: number) => ({ version, createdAt: new Date().toISOString(), createdBy: "青木 美咲" });

  return [
    http.get(`${inOrganization}/connectors`, () => HttpResponse.json({ items: connectors })),
    http.post<never, { manifest: string }>(`${inOrganization}/connectors/lint`, async ({ request }) =>
      HttpResponse.json({ problems: problemsOf((await request.json()).manifest) }),
    ),
    http.post(`${inOrganization}/connectors/try`, () => HttpResponse.json(attempt)),
    http.post<never, { slug: string; manifest: string }>(`${inOrganization}/connectors`, async ({ request }) => {
      const { slug, manifest } = await request.json();
      const connector: OwnConnector = {
        serviceId: 1_000_001 + connectors.length,
        slug,
        manifest,
        version: 1,
        versions: [versionOf(1)],
        problems: [],
      };
      connectors.push(connector);
      return HttpResponse.json(connector, { status: 201 });
    }),
    http.get(`${inOrganization}/connectors/:slug`, ({ params }) => {
      const connector = withSlug(params["slug"]);
      return connector === undefined ? missing() : HttpResponse.json(connector);
    }),
    http.put<{ slug: string }, { manifest: string }>(
      `${inOrganization}/connectors/:slug`,
      async ({ params, request }) => {
        const connector = withSlug(params.slug);
        if (connector === undefined) return missing();
        connector.manifest = (await request.json()).manifest;
        connector.version += 1;
        connector.versions = [...connector.versions, versionOf(connector.version)];
        return HttpResponse.json(connector);
      },
    ),
    http.get(`${inOrganization}/service-requests`, () => HttpResponse.json({ items: requests })),
    http.post<never, ServiceRequestDraft>(`${inOrganization}/service-requests`, async ({ request }) => {
      const { name, homepage = null, note = null } = await request.json();
      const made = {
        name,
        homepage,
        note,
        id: requests.length + 1,
        createdBy: "青木 美咲",
        createdAt: new Date().toISOString(),
      };
      requests.push(made);
      return HttpResponse.json(made, { status: 201 });
    }),
  ];
}

/** A word that no manifest has stands for all that the linter finds. */
function problemsOf(manifest: string): ManifestProblem[] {
  return manifest.split("\n").flatMap((text, index) => {
    const place = text.indexOf("requset");
    return place === -1 ? [] : [{ line: index + 1, column: place + 1, message: "There is no key `requset`." }];
  });
}

const attempt = {
  steps: [
    {
      method: "GET",
      url: "https://intranet.example.com/users",
      status: 200,
      milliseconds: 84,
      answer: '{"users": [{"id": 7, "email": "hina@example.com"}]}',
      read: [{ id: "7", email: "hina@example.com" }],
    },
  ],
  accounts: [{ id: "7", email: "hina@example.com" }],
};

function missing(): Response {
  return refusal(404, "not_found", "There is no such connector.");
}
