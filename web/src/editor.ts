// The text editor: CodeMirror with TOML colours and the errors of the last reading at their lines.
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, undo } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Problem } from "./types.ts";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: [tags.number, tags.atom, tags.bool], color: "var(--code-number)" },
  { tag: [tags.propertyName, tags.keyword], color: "var(--accent)" },
]);

export class TextEditor {
  readonly view: EditorView;
  private quiet = false;

  constructor(changed: (text: string) => void, nonce: string) {
    this.view = new EditorView({
      state: EditorState.create({
        doc: "",
        extensions: [
          EditorView.cspNonce.of(nonce),
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          lintGutter(),
          search({ top: true }),
          StreamLanguage.define(toml),
          syntaxHighlighting(colours),
          EditorView.lineWrapping,
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
          EditorView.contentAttributes.of({ "aria-label": "The dispute as text", spellcheck: "false" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.quiet) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    // can be scrolled by keyboard without entering the text
    this.view.scrollDOM.tabIndex = 0;
  }

  /** Shows another text as one undoable change of what differs. */
  show(text: string): void {
    const old = this.view.state.doc.toString();
    if (old === text) return;
    const most = Math.min(old.length, text.length);
    let from = 0;
    while (from < most && old[from] === text[from]) ++from;
    let back = 0;
    while (back < most - from && old[old.length - 1 - back] === text[text.length - 1 - back]) ++back;
    this.quiet = true;
    this.view.dispatch({
      changes: { from, to: old.length - back, insert: text.slice(from, text.length - back) },
      annotations: isolateHistory.of("full"), // one change of the form, one step of undo
    });
    this.quiet = false;
  }

  mark(problems: Problem[]): void {
    const { doc } = this.view.state;
    const marks = problems
      .filter((problem) => problem.line && problem.line <= doc.lines)
      .map((problem): Diagnostic => {
        const line = doc.line(problem.line!);
        const from = Math.min(line.to, line.from + Math.max(0, (problem.column ?? 1) - 1));
        const message = problem.message + (problem.hint ? ` (${problem.hint})` : "");
        return { from, to: Math.max(from, line.to), severity: "error", message };
      })
      .sort((a, b) => a.from - b.from);
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  goTo(line: number): void {
    const { doc } = this.view.state;
    const place = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.view.dispatch({
      selection: { anchor: place.from, head: place.to },
      effects: EditorView.scrollIntoView(place.from, { y: "center" }),
    });
    this.view.focus();
  }

  undo(): void {
    undo(this.view);
  }
  redo(): void {
    redo(this.view);
  }
}
