import type { Texts } from "..";

export const errors: Texts["errors"] = {
  title: "読み込めませんでした",
  unexpected: "この画面で問題が発生しました。",
  unreachable: "Daicho のサーバーに接続できません。",
  unreachableRemedy: "ネットワーク接続を確認して、もう一度お試しください。",
  unexpectedAnswer: (status: number) => `サーバーから想定外の応答がありました（ステータス ${status}）。`,
  unexpectedAnswerRemedy: "もう一度お試しください。繰り返し起きる場合は、エラーIDを管理者にお知らせください。",
  errorId: "エラーID",
  copyDetails: "詳細をコピー",
  notFoundTitle: "ページが見つかりません",
  notFound: "URLが間違っているか、すでに削除された可能性があります。",
  forbiddenTitle: "この画面を表示する権限がありません",
  forbidden: "必要な場合は、組織の管理者（Admin）にご相談ください。",
  toHome: "最初の画面へ",
};
