import type { Texts } from "..";

export const services: Texts["services"] = {
  title: "サービス",
  lead: "連携中のサービスと、そのアカウントの一覧です。",
  label: "連携中のサービス",
  searchPlaceholder: "サービス名",
  emptyTitle: "連携しているサービスがありません",
  empty: "サービスを連携するか、アカウントを手動で管理するカスタムアプリを追加してください。",
  columns: {
    name: "サービス",
    workspaces: "ワークスペース",
    types: "ユーザー種別ごとのアカウント",
    accounts: "アカウント",
    alerts: "アラート",
    lastSync: "最終同期",
  },
  moreWorkspaces: (count: number) => `ほか${count}件`,
  legend: "ユーザー種別",
  typeCount: (type: string, count: string) => `${type}：${count}`,
  sections: {
    label: "サービスのメニュー",
    accounts: "アカウント",
    alerts: "アラート",
    workspaces: "ワークスペース",
    log: "連携ログ",
  },
  allServices: "すべてのサービス",
  notIntegrated: "このサービスは連携されていません",
  notIntegratedHint: "連携が解除された可能性があります。連携できるサービスはカタログで確認できます。",
  toCatalogue: "カタログを開く",
};
