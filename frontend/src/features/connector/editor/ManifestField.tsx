import { Skeleton, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { lazy, Suspense, useId, useRef } from "react";
import { useTexts } from "@/texts";
import type { ManifestProblem } from "../types";
import classes from "../connector.module.css";
import type { EditorHandle } from "./ManifestEditor";

const ManifestEditor = lazy(() => import("./ManifestEditor"));

interface ManifestFieldProps {
  value: string;
  problems: readonly ManifestProblem[];
  onChange: (value: string) => void;
}

/** The editor of a manifest with its problems below, each leading to its place. */
export function ManifestField({ value, problems, onChange }: ManifestFieldProps) {
  const { connector } = useTexts();
  const problemsId = useId();
  const editor = useRef<EditorHandle>(null);
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {connector.manifest}
      </Text>
      <Suspense fallback={<Skeleton height={420} />}>
        <ManifestEditor
          ref={editor}
          label={connector.manifest}
          describedBy={problemsId}
          value={value}
          problems={problems}
          onChange={onChange}
        />
      </Suspense>
      <div id={problemsId} role="status">
        {problems.length === 0 ? (
          <Text size="sm" mt={6} style={{ display: "flex", alignItems: "center", gap: 4 }}>
            <IconCircleCheck size={15} color="var(--daicho-good)" aria-hidden />
            {connector.sound}
          </Text>
        ) : (
          <ul className={classes.problems}>
            {problems.map((problem) => (
              <li key={`${problem.line}-${problem.column}-${problem.message}`}>
                <button type="button" onClick={() => editor.current?.goTo(problem)}>
                  <IconAlertTriangle size={14} aria-hidden /> {connector.at(problem.line, problem.column)}:{" "}
                  {problem.message}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
