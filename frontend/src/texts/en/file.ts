export const file = {
  drop: "Drop a CSV file here",
  choose: "Choose a file",
  another: "Choose another file",
  reading: (name: string) => `Reading ${name}`,
  template: "Download the template",
  line: "Line",
  column: "Column",
  value: "Value",
  problem: "What is wrong",
  correct: "Correct these lines in the file, then choose it again. Nothing is done while there are errors.",
};
