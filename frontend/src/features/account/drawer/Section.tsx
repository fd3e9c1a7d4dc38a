import { Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import classes from "./Section.module.css";

/** A titled part of a drawer. */
export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={classes["section"]}>
      <Title order={3} id={titleId} size="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
