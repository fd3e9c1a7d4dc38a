import type { Texts } from "..";

export const home: Texts["home"] = {
  title: "ホーム",
  needsAttention: "対応が必要なこと",
  allWell: "対応が必要なことはありません",
  allWellHint: "退職者アカウントや同期失敗などが、重要なものから順に表示されます。",
  levels: { critical: "重大", warning: "警告", info: "お知らせ" },
  kinds: {
    retired_accounts: {
      title: ({ count }) => `残っている退職者アカウント：${count}件`,
      detail: ({ people, services }) => `退職者 ${people ?? 0}名、${services ?? 0}サービス`,
      action: "アカウントを表示",
    },
    failed_sync: {
      title: ({ serviceName, workspaceName }) => `同期失敗：${serviceName ?? ""}・${workspaceName ?? ""}`,
      detail: () => "台帳には、最後に成功した同期の内容が表示されています。",
      action: "原因を確認",
    },
    held_sync: {
      title: ({ serviceName, workspaceName }) => `同期を保留中：${serviceName ?? ""}・${workspaceName ?? ""}`,
      detail: ({ count }) => `${count}件のアカウントが消える予定です。内容を確認してください。`,
      action: "確認する",
    },
    unknown_accounts: {
      title: ({ count }) => `不明なアカウント：${count}件`,
      detail: () => "ディレクトリの誰とも一致していません。",
      action: "アカウントを表示",
    },
    on_leave_accounts: {
      title: ({ count }) => `休職者のアカウント：${count}件`,
      detail: () => "利用できる状態のままです。",
      action: "アラートを表示",
    },
    inactive_accounts: {
      title: ({ count }) => `未利用アカウント：${count}件`,
      detail: () => "長期間利用されていません。ライセンスを減らせる可能性があります。",
      action: "アラートを表示",
    },
    expired_credentials: {
      title: ({ count }) => `認証情報の期限切れ：${count}件`,
      detail: () => "サービスの読み取りも変更もできません。",
      action: "再連携",
    },
    expiring_credentials: {
      title: ({ count }) => `認証情報の期限間近：${count}件`,
      detail: () => "更新しないと、次の同期から失敗します。",
      action: "アラートを表示",
    },
    offboardings_waiting: {
      title: ({ count }) => `対応待ちのオフボーディング：${count}件`,
      detail: () => "承認・手作業・判断のいずれかを待っています。",
      action: "ボードを開く",
    },
    no_employee_master: {
      title: () => "従業員マスタが未設定です",
      detail: () => "設定しないと、誰が退職したかを判定できません。",
      action: "設定する",
    },
    no_services: {
      title: () => "連携しているサービスがありません",
      detail: () => "サービスを連携すると、誰のアカウントがあるかがわかります。",
      action: "サービスを連携",
    },
    service_without_two_factor: {
      title: ({ serviceName }) => `二要素認証が未設定：${serviceName ?? ""}`,
      detail: ({ count }) => `${count}件のアカウントがパスワードだけで保護されています。`,
      action: "アカウントを表示",
    },
  },
  numbers: {
    title: "概要",
    services: "サービス",
    workspaces: "ワークスペース",
    accounts: "アカウント",
    people: "人物",
    twoFactor: "二要素認証の設定率",
    twoFactorUnknown: "取得できるサービスなし",
    retiredAccounts: "退職者アカウント",
    trend: (from: string, day: string, to: string) => `${day}は${from}、現在は${to}`,
  },
  checklist: {
    title: "はじめに",
    progress: (done: number, total: number) => `${total}項目中 ${done}項目が完了`,
    employeeMaster: "従業員マスタを設定する",
    employeeMasterHint: "ディレクトリや人事サービス、または人物のCSV。",
    firstService: "最初のサービスを連携する",
    firstServiceHint: "誰のアカウントがあるかが、数分でわかります。",
    colleague: "同僚を招待する",
    colleagueHint: "不在のときに対応できる人を用意しましょう。",
    done: "完了",
    open: "未完了",
  },
};
