import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import classes from "./SectionLinks.module.css";

interface Section {
  label: string;
  to: ComponentProps<typeof Link>["to"];
  params?: Record<string, string>;
}

/** The parts of one area, side by side, each a page of its own. */
export function SectionLinks({ label, sections }: { label: string; sections: readonly Section[] }) {
  return (
    <nav aria-label={label}>
      <ul className={classes.links}>
        {sections.map((section) => (
          <li key={section.label}>
            <Link
              to={section.to}
              params={section.params as never}
              activeOptions={{ exact: true, includeSearch: false }}
              className={classes.link}
            >
              {section.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
