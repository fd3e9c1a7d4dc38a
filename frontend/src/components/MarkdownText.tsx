import MarkdownToJsx from "markdown-to-jsx/react";

const options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    a: { props: { target: "_blank", rel: "noreferrer" } },
    h1: { component: "h4" },
    h2: { component: "h4" },
    h3: { component: "h4" },
  },
} as const;

export default function MarkdownText({ text }: { text: string }) {
  return <MarkdownToJsx options={options}>{text}</MarkdownToJsx>;
}
