import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import type { ManifestProblem } from "../types";
import classes from "../connector.module.css";
import { placeOf } from "./places";

export interface EditorHandle {
  /** Puts the cursor at a problem. */
  goTo: (problem: ManifestProblem) => void;
}

interface ManifestEditorProps {
  ref: Ref<EditorHandle>;
  label: string;
  describedBy: string;
  value: string;
  problems: readonly ManifestProblem[];
  onChange: (value: string) => void;
}

/** A text editor for YAML with line numbers and marked problems. Tab leaves it, as in any field. */
export default function ManifestEditor({ ref, label, describedBy, value, problems, onChange }: ManifestEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ value, onChange });

  useEffect(() => {
    latest.current = { value, onChange };
  });
  useEffect(() => {
    if (place.current === null) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          ...looks,
          EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, describedBy]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const marks = problems.map((problem) => ({
      ...placeOf(editor.state.doc, problem),
      severity: "error" as const,
      message: problem.message,
    }));
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [problems]);
  useImperativeHandle(ref, () => ({
    goTo: (problem) => {
      const editor = view.current;
      if (editor === null) return;
      const { from } = placeOf(editor.state.doc, problem);
      editor.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      editor.focus();
    },
  }));

  return <div ref={place} className={classes.editor} data-invalid={problems.length > 0 || undefined} />;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--mantine-color-anchor)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--daicho-good)" },
  { tag: tags.comment, color: "var(--mantine-color-dimmed)" },
]);

const looks = [
  lineNumbers(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  lintGutter(),
  yaml(),
  indentUnit.of("  "),
  syntaxHighlighting(colours),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  EditorView.theme({
    "&": {
      height: "420px",
      fontSize: "13px",
      color: "var(--mantine-color-text)",
      backgroundColor: "var(--mantine-color-body)",
    },
    "&.cm-focused": { outline: "2px solid var(--mantine-color-anchor)", outlineOffset: "-2px" },
    ".cm-content": { fontFamily: "monospace", caretColor: "var(--mantine-color-text)" },
    ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
    ".cm-gutters": {
      color: "var(--mantine-color-dimmed)",
      backgroundColor: "var(--daicho-surface)",
      borderRight: "1px solid var(--daicho-line)",
    },
    ".cm-activeLine": { backgroundColor: "var(--daicho-hover)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--daicho-active)" },
    ".cm-tooltip": {
      color: "var(--mantine-color-text)",
      backgroundColor: "var(--mantine-color-body)",
      border: "1px solid var(--daicho-line)",
    },
  }),
];
