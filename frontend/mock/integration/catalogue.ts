import type { AccountField, CatalogueService, ConnectWay, CredentialField } from "../../src/features/catalogue/types";

const fieldNames: readonly AccountField[] = [
  "email",
  "username",
  "displayName",
  "status",
  "role",
  "license",
  "twoFactor",
  "lastActivity",
  "createdAt",
  "employeeNumber",
];

interface Sketch {
  id: number;
  slug: string;
  name: string;
  nameJa?: string;
  otherNames?: string[];
  category: string;
  can: string;
  lacks?: readonly AccountField[];
  verification: CatalogueService["verification"];
  employeeMaster?: boolean;
  ways: ConnectWay[];
  notes?: CatalogueService["notes"];
  requests?: number;
  ended?: string;
  operations?: Partial<CatalogueService["operations"]>;
  robot?: CatalogueService["robot"];
}

function field(name: string, en: string, ja: string, more: Partial<CredentialField> = {}): CredentialField {
  return { name, label: { en, ja }, example: null, secret: false, required: true, multiline: false, ...more };
}

const manual: ConnectWay = {
  name: "manual",
  kind: "manual",
  label: { en: "By hand", ja: "手動" },
  fields: [],
  guide: {
    en: "You keep the accounts yourself, by form or CSV. Fitting for plans without an API.",
    ja: "フォームまたはCSVでアカウントを登録します。APIを利用できないプランに適しています。",
  },
  plan: null,
  scopes: [],
};

function token(guideEn: string, guideJa: string, more: readonly CredentialField[] = []): ConnectWay {
  return {
    name: "token",
    kind: "api_key",
    label: { en: "API token", ja: "APIトークン" },
    fields: [field("token", "API token", "APIトークン", { secret: true }), ...more],
    guide: { en: guideEn, ja: guideJa },
    plan: null,
    scopes: [],
  };
}

const github: Sketch = {
  id: 3,
  slug: "github",
  name: "GitHub",
  category: "development",
  can: "list create delete",
  lacks: ["email", "license", "lastActivity", "employeeNumber"],
  verification: "vendor-spec",
  requests: 14,
  ways: [
    {
      name: "personal_access_token",
      kind: "api_key",
      label: { en: "Personal access token", ja: "個人アクセストークン" },
      fields: [
        field("token", "Personal access token", "個人アクセストークン", {
          secret: true,
          example: "github_pat_11ABCDEFG0…",
        }),
        field("org", "Organization", "Organization名", { example: "acme" }),
      ],
      guide: {
        en: "You need to be an **owner** of the organization. Any plan will do.\n\n1. In GitHub open **Settings › Developer settings › Personal access tokens › Fine-grained tokens** and choose *Generate new token*.\n2. As *Resource owner* choose the organization.\n3. Under *Organization permissions* set **Members** to *Read* (to remove members: *Read and write*).\n4. Copy the token; it is shown only once.\n\nMore in the [GitHub documentation](https://docs.github.com/en/authentication).",
        ja: "Organizationの**Owner**である必要があります。プランは問いません。\n\n1. GitHubで **Settings › Developer settings › Personal access tokens › Fine-grained tokens** を開き、*Generate new token* を選択します。\n2. *Resource owner* で対象のOrganizationを選択します。\n3. *Organization permissions* の **Members** を *Read*（メンバーを削除する場合は *Read and write*）にします。\n4. 表示されたトークンをコピーします。表示されるのは一度だけです。\n\n詳しくは [GitHubのドキュメント](https://docs.github.com/ja/authentication) を参照してください。",
      },
      plan: null,
      scopes: [],
    },
    {
      name: "github_app",
      kind: "api_key",
      label: { en: "GitHub App", ja: "GitHub App" },
      fields: [
        field("app_id", "App ID", "App ID", { example: "123456" }),
        field("installation_id", "Installation ID", "Installation ID", { example: "45678901" }),
        field("private_key", "Private key (PEM)", "秘密鍵（PEM）", {
          secret: true,
          multiline: true,
          example: "-----BEGIN RSA PRIVATE KEY-----",
        }),
      ],
      guide: {
        en: "Register a GitHub App in the organization with the permission **Members: read**, install it, and generate a private key.",
        ja: "Organizationに権限 **Members: read** を持つGitHub Appを登録してインストールし、秘密鍵を生成します。",
      },
      plan: null,
      scopes: [],
    },
    {
      name: "oauth",
      kind: "oauth2",
      label: { en: "OAuth", ja: "OAuth" },
      fields: [
        field("client_id", "Client ID", "クライアントID"),
        field("client_secret", "Client secret", "クライアントシークレット", { secret: true }),
        field("org", "Organization", "Organization名", { example: "acme" }),
      ],
      guide: {
        en: "Register an OAuth app under **Settings › Developer settings › OAuth Apps** and enter the redirect URI below as *Authorization callback URL*.",
        ja: "**Settings › Developer settings › OAuth Apps** でOAuthアプリを登録し、下のリダイレクトURIを *Authorization callback URL* に入力します。",
      },
      plan: null,
      scopes: ["read:org", "admin:org"],
    },
    manual,
  ],
  notes: [
    {
      en: "GitHub gives an e-mail address only where the person made it public. Other accounts stay unknown until you link them.",
      ja: "メールアドレスは本人が公開している場合だけ取得できます。それ以外は、手動で人物と紐付けるまで不明になります。",
    },
    {
      en: "Two-factor authentication is told to owners only.",
      ja: "二要素認証の状態はOwnerの権限でのみ取得できます。",
    },
  ],
};

const sketches: readonly Sketch[] = [
  github,
  {
    id: 1,
    slug: "google-workspace",
    name: "Google Workspace",
    otherNames: ["G Suite", "Google Apps", "グーグルワークスペース"],
    category: "identity",
    can: "list create suspend reactivate delete",
    verification: "vendor-spec",
    employeeMaster: true,
    requests: 9,
    ways: [
      {
        name: "oauth",
        kind: "oauth2",
        label: { en: "Sign in with Google", ja: "Googleでサインイン" },
        fields: [
          field("client_id", "Client ID", "クライアントID", { example: "…apps.googleusercontent.com" }),
          field("client_secret", "Client secret", "クライアントシークレット", { secret: true }),
        ],
        guide: {
          en: "A **super administrator** has to sign in.\n\n1. In the Google Cloud console make an OAuth client of the type *Web application*.\n2. Enter the redirect URI below.\n3. Enable the *Admin SDK API*.",
          ja: "**特権管理者**がサインインする必要があります。\n\n1. Google Cloudコンソールで *ウェブ アプリケーション* のOAuthクライアントを作成します。\n2. 下のリダイレクトURIを登録します。\n3. *Admin SDK API* を有効にします。",
        },
        plan: null,
        scopes: [
          "https://www.googleapis.com/auth/admin.directory.user",
          "https://www.googleapis.com/auth/admin.directory.customer.readonly",
          "https://www.googleapis.com/auth/admin.reports.audit.readonly",
        ],
      },
      {
        name: "service_account",
        kind: "api_key",
        label: { en: "Service account", ja: "サービスアカウント" },
        fields: [
          field("service_account_json", "Service account key (JSON)", "サービスアカウントキー（JSON）", {
            secret: true,
            multiline: true,
          }),
          field("admin_email", "Administrator to impersonate", "権限を借用する管理者", {
            example: "admin@example.com",
          }),
        ],
        guide: {
          en: "Grant *domain-wide delegation* to the service account's client id in the Admin console.",
          ja: "管理コンソールで、サービスアカウントのクライアントIDに *ドメイン全体の委任* を許可します。",
        },
        plan: null,
        scopes: [],
      },
    ],
  },
  {
    id: 2,
    slug: "slack",
    name: "Slack",
    category: "communication",
    can: "list suspend reactivate",
    lacks: ["license", "lastActivity", "createdAt", "employeeNumber"],
    verification: "vendor-spec",
    requests: 6,
    ways: [
      {
        name: "oauth",
        kind: "oauth2",
        label: { en: "OAuth", ja: "OAuth" },
        fields: [
          field("client_id", "Client ID", "クライアントID"),
          field("client_secret", "Client secret", "クライアントシークレット", { secret: true }),
        ],
        guide: { en: "Make a Slack app in your workspace.", ja: "ワークスペースにSlackアプリを作成します。" },
        plan: null,
        scopes: ["users:read", "users:read.email", "team:read"],
      },
      token(
        "A bot token with `users:read`, `users:read.email`.",
        "`users:read` と `users:read.email` のボットトークン。",
      ),
      manual,
    ],
  },
  {
    id: 4,
    slug: "wordpress-self-host-api",
    name: "WordPress (self-hosted)",
    nameJa: "WordPress（セルフホスト）",
    category: "documents",
    can: "list create delete",
    lacks: ["status", "license", "twoFactor", "lastActivity", "employeeNumber"],
    verification: "live",
    requests: 3,
    ways: [
      {
        name: "application_password",
        kind: "api_key",
        label: { en: "Application password", ja: "アプリケーションパスワード" },
        fields: [
          field("site_url", "Address of the site", "サイトのアドレス", { example: "https://www.example.com" }),
          field("username", "User name", "ユーザー名"),
          field("password", "Application password", "アプリケーションパスワード", {
            secret: true,
            example: "xxxx xxxx xxxx xxxx xxxx xxxx",
          }),
        ],
        guide: {
          en: "An **administrator** makes it under *Users › Profile › Application Passwords*.",
          ja: "**管理者**が *ユーザー › プロフィール › アプリケーションパスワード* で発行します。",
        },
        plan: null,
        scopes: [],
      },
      {
        name: "id_password",
        kind: "id_password",
        label: { en: "ID and password", ja: "ID・パスワード" },
        fields: [
          field("id", "Login ID", "ログインID"),
          field("password", "Password", "パスワード", { secret: true }),
          field("totp_secret", "Secret of the authenticator app", "認証アプリのシークレットキー", {
            secret: true,
            required: false,
          }),
        ],
        guide: { en: "Make a user for Daicho alone.", ja: "Daicho専用のユーザーを作成します。" },
        plan: null,
        scopes: [],
      },
      manual,
    ],
  },
  {
    id: 5,
    slug: "amazon-web-services",
    name: "Amazon Web Services (IAM)",
    otherNames: ["AWS"],
    category: "infrastructure",
    can: "list create delete",
    lacks: ["email", "license", "employeeNumber", "displayName"],
    verification: "live",
    requests: 42,
    ways: [
      {
        name: "access_key",
        kind: "api_key",
        label: { en: "Access key", ja: "アクセスキー" },
        fields: [
          field("access_key_id", "Access key ID", "アクセスキーID", { example: "AKIA…" }),
          field("secret_access_key", "Secret access key", "シークレットアクセスキー", { secret: true }),
        ],
        guide: { en: "The policy `IAMReadOnlyAccess` is enough.", ja: "ポリシー `IAMReadOnlyAccess` が必要です。" },
        plan: null,
        scopes: [],
      },
    ],
  },
  {
    id: 6,
    slug: "smarthr",
    name: "SmartHR",
    nameJa: "SmartHR",
    otherNames: ["スマートHR"],
    category: "hr",
    can: "list",
    lacks: ["role", "license", "twoFactor", "lastActivity"],
    verification: "vendor-sample",
    employeeMaster: true,
    ways: [
      token("Under *Shared settings › Access tokens*.", "*共通設定 › アクセストークン* で発行します。", [
        field("subdomain", "Subdomain", "サブドメイン", { example: "example" }),
      ]),
    ],
  },
  {
    id: 7,
    slug: "okta",
    name: "Okta",
    category: "identity",
    can: "list create suspend reactivate delete",
    lacks: ["license"],
    verification: "vendor-spec",
    employeeMaster: true,
    ways: [token("As a *read-only administrator*.", "*読み取り専用管理者* の権限で発行します。")],
  },
  {
    id: 8,
    slug: "gitlab",
    name: "GitLab",
    category: "development",
    can: "list create suspend reactivate delete",
    lacks: ["employeeNumber"],
    verification: "live",
    ways: [token("Scope `read_api` or `api`.", "スコープは `read_api` または `api`。"), manual],
  },
  {
    id: 9,
    slug: "zoom",
    name: "Zoom",
    category: "communication",
    can: "list create suspend reactivate delete",
    lacks: ["twoFactor"],
    verification: "vendor-sample",
    ways: [token("A server-to-server OAuth app.", "Server-to-Server OAuthアプリを作成します。")],
  },
  {
    id: 10,
    slug: "my-redmine",
    name: "My Redmine",
    nameJa: "My Redmine",
    otherNames: ["マイレッドマイン"],
    category: "project-management",
    can: "list create suspend reactivate delete",
    lacks: ["license", "employeeNumber"],
    verification: "live",
    ways: [token("The administrator's API access key.", "管理者のAPIアクセスキーを使用します。")],
  },
  {
    id: 11,
    slug: "freee-accounting",
    name: "freee Accounting",
    nameJa: "freee会計",
    category: "accounting",
    can: "",
    lacks: fieldNames,
    verification: "unverified",
    ways: [manual],
  },
  {
    id: 12,
    slug: "cybozu-office",
    name: "Cybozu Office",
    nameJa: "サイボウズ Office",
    category: "collaboration",
    can: "",
    lacks: fieldNames,
    verification: "unverified",
    ways: [manual],
    robot: {
      recipe: false,
      loginUrl: "https://example.cybozu.com/login",
      fields: ["ログイン名", "パスワード"],
      secondFactor: { en: "TOTP, if the administrator asks for it", ja: "管理者が必須にした場合はTOTP" },
      sso: null,
      members: { en: "Administration → Users", ja: "cybozu.com共通管理 → ユーザー管理" },
      columns: ["表示名", "ログイン名", "メールアドレス"],
      export: "csv",
      notes: null,
    },
  },
];

const integrated = new Set([1, 2, 3, 4]);

/** A dozen services in the shape of the catalogue. */
export const catalogue: readonly CatalogueService[] = sketches.map((sketch) => {
  const can = sketch.can.split(" ");
  return {
    id: sketch.id,
    slug: sketch.slug,
    name: { en: sketch.name, ja: sketch.nameJa ?? sketch.name },
    otherNames: sketch.otherNames ?? [],
    category: sketch.category,
    homepage: `https://example.com/${sketch.slug}`,
    state: "active",
    ways: sketch.ways,
    capabilities: {
      list: can.includes("list"),
      create: can.includes("create"),
      suspend: can.includes("suspend"),
      reactivate: can.includes("reactivate"),
      delete: can.includes("delete"),
      roles: !(sketch.lacks ?? []).includes("role"),
      licenses: !(sketch.lacks ?? []).includes("license"),
      twoFactor: !(sketch.lacks ?? []).includes("twoFactor"),
      lastActivity: !(sketch.lacks ?? []).includes("lastActivity"),
      employeeMaster: sketch.employeeMaster ?? false,
    },
    fields: Object.fromEntries(
      fieldNames.map((name) => [name, !(sketch.lacks ?? []).includes(name)]),
    ) as CatalogueService["fields"],
    verification: sketch.verification,
    employeeMaster: sketch.employeeMaster ?? false,
    notes: sketch.notes ?? [],
    integrated: integrated.has(sketch.id),
    own: false,
    toBeRecorded: !can.includes("list") && sketch.robot?.recipe === false,
    recordedAs: null,
    ended: sketch.ended ?? null,
    plan: null,
    operations: { create: null, suspend: null, reactivate: null, delete: null, ...sketch.operations },
    untouchableRoles: [],
    verifiedOn: "2026-11-20",
    sources: ["https://docs.example.com/api"],
    unseen: [],
    robot: sketch.robot ?? null,
    secondsPer1000Accounts: { full: 4, fast: 2 },
    requestsPer1000Accounts: { full: sketch.requests ?? 10, fast: Math.min(sketch.requests ?? 10, 10) },
  };
});
