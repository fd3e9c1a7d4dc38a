import { Skeleton, Typography } from "@mantine/core";
import { lazy, Suspense } from "react";
import classes from "./Markdown.module.css";

const MarkdownText = lazy(() => import("./MarkdownText"));

/** A text written in Markdown, such as a guide of the catalogue. HTML in it is shown as it stands, never run. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<Skeleton height={80} />}>
      <Typography className={classes.text}>
        <MarkdownText text={text} />
      </Typography>
    </Suspense>
  );
}
