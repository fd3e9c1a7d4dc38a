import type { Texts } from "..";

export const file: Texts["file"] = {
  drop: "ここにCSVファイルをドロップ",
  choose: "ファイルを選択",
  another: "別のファイルを選択",
  reading: (name: string) => `${name} を読み込んでいます`,
  template: "テンプレートをダウンロード",
  line: "行",
  column: "列",
  value: "値",
  problem: "問題",
  correct: "ファイルのこれらの行を直して、もう一度選択してください。エラーがある間は、何も実行されません。",
};
