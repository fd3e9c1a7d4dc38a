import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface PageProps {
  /** `list`: fills the window and lets a list scroll inside. `text`: scrolls as a whole, in a readable width. */
  kind: "list" | "text";
  children: ReactNode;
}

export function Page({ kind, children }: PageProps) {
  return (
    <div className={classes.page} data-kind={kind}>
      {children}
    </div>
  );
}
