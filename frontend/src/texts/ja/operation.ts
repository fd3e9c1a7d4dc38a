import type { Texts } from "..";

export const operation: Texts["operation"] = {
  title: "操作",
  changes: {
    delete: {
      verb: "削除",
      title: (account: string, service: string) => `${service} から ${account} を削除しますか？`,
      titleMany: (count: number) => `アカウント ${count} 件を削除しますか？`,
      requested: (count: number) => `アカウント ${count} 件の削除を開始しました`,
    },
    deactivate: {
      verb: "停止",
      title: (account: string, service: string) => `${service} の ${account} を停止しますか？`,
      titleMany: (count: number) => `アカウント ${count} 件を停止しますか？`,
      requested: (count: number) => `アカウント ${count} 件の停止を開始しました`,
    },
    reactivate: {
      verb: "再開",
      title: (account: string, service: string) => `${service} の ${account} を再開しますか？`,
      titleMany: (count: number) => `アカウント ${count} 件を再開しますか？`,
      requested: (count: number) => `アカウント ${count} 件の再開を開始しました`,
    },
  },
  kinds: { create: "アカウント発行", suspend: "停止", reactivate: "再開", delete: "削除" },
  states: {
    scheduled: "予約済み",
    requested: "待機中",
    running: "実行中",
    succeeded: "完了",
    failed: "失敗",
    unknown: "結果未確認",
    cancelled: "取り消し済み",
  },
  alreadyGone: "すでに削除済み",
  origins: {
    screen: "画面から",
    api: "APIから",
    slack: "Slackから",
    automation: "自動化",
    offboarding: "オフボーディング",
  },
  askedBy: (name: string, origin: string) => `${name}（${origin}）`,
  runsAt: (time: string) => `${time} に実行`,
  settle: "サービスに確認",
  succeededMany: (count: number) => `${count} 件の操作が完了しました`,
  failedMany: (count: number) => `${count} 件の操作が失敗しました。原因は連携ログで確認できます。`,
  finished: {
    create: (account: string, service: string) => `${service} に ${account} を発行しました`,
    suspend: (account: string, service: string) => `${service} の ${account} を停止しました`,
    reactivate: (account: string, service: string) => `${service} の ${account} を再開しました`,
    delete: (account: string, service: string) => `${service} から ${account} を削除しました`,
  },
  scheduled: (count: number, time: string) => `アカウント ${count} 件を ${time} に削除します`,
  cancelled: (count: number) => `${count} 件の削除を取り消しました`,
  notPossible: "この操作はできません。",
  whatHappens: "実行すると",
  whatIsSent: (count: number) => `送信される内容（${count} リクエスト）`,
  many: (allowed: number, refused: number) =>
    refused === 0
      ? `${allowed} 件のアカウントを変更します。`
      : `${allowed} 件のアカウントを変更します。${refused} 件は操作できないため、そのままにします。`,
  handOverTo: "コンテンツの引き継ぎ先",
  handOverHint: "指定しない場合の扱いは、サービスの仕様によります。",
  accountPlaceholder: "このワークスペースの名前またはメール",
  noAccountFound: "該当するアカウントがありません",
  contentIsLost: "コンテンツは完全に失われ、元に戻せません。",
  consequences: {
    effects: {
      removes: (service: string) => `${service} からアカウントが削除されます。`,
      deactivates: (service: string) =>
        `${service} では無効化のみ行われます。サインインできなくなりますが、アカウントは一覧に残ります。`,
      leaves: (service: string) => `${service} のこのワークスペースから外れます。ログイン自体は本人に残ります。`,
    },
    changes: {
      create: (service: string) => `${service} にアカウントを発行します。`,
      suspend: (service: string) => `再開するまで、${service} にサインインできなくなります。`,
      reactivate: (service: string) => `${service} を再び利用できるようになります。`,
    },
    contentLost: (service: string) => `${service} のコンテンツは完全に失われます。`,
    contentKept: (service: string) => `${service} のコンテンツは残ります。`,
    handsOver: "コンテンツを別のアカウントに引き継げます。",
    freesLicense: "ライセンスが1つ空きます。",
    needsPlan: (plan: string) => `必要なプラン：${plan}`,
    scheduled: (time: string) => `${time} に実行します。それまでは取り消せます。`,
    suspendsNow: "それまでの間、アカウントは停止されます。",
  },
};
