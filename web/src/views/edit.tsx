// The dispute as a form and as text, side by side. Both are the same text: the form changes single
// values in it and leaves everything else as its author wrote it.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { TextEditor } from "../editor.ts";
import { problems, setText, warnings } from "../state.ts";
import { Form } from "./form.tsx";
import { Problems } from "./parts.tsx";

const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
export const editor = new TextEditor(setText, nonce);

const shown = signal<"both" | "form" | "text">("both");

function TextPane() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.append(editor.view.dom);
    editor.view.requestMeasure();
    return () => editor.view.dom.remove();
  }, []);
  return <div class="text-pane" ref={place} />;
}

export function EditView() {
  const choices: [typeof shown.value, string][] = [
    ["both", "Form and text"],
    ["form", "Form"],
    ["text", "Text"],
  ];
  return (
    <section aria-label="Edit">
      <div class="buttons bar">
        {choices.map(([id, name]) => (
          <button type="button" aria-pressed={shown.value === id} onClick={() => (shown.value = id)}>
            {name}
          </button>
        ))}
        <span class="gap" />
        <button type="button" onClick={() => editor.undo()}>
          Undo
        </button>
        <button type="button" onClick={() => editor.redo()}>
          Redo
        </button>
      </div>
      <div id="problems" aria-live="polite">
        {problems.value.length > 0 ? (
          <div class="note bad">
            <p>
              <strong>To mend</strong> (the form shows the last text without an error):
            </p>
            <Problems list={problems.value} />
          </div>
        ) : (
          <p class="small">The text is valid.</p>
        )}
        {warnings.value.map((words) => (
          <p class="small">{words}</p>
        ))}
      </div>
      <div class="panes" data-shown={shown.value}>
        {shown.value !== "text" && <Form />}
        {shown.value !== "form" && <TextPane />}
      </div>
    </section>
  );
}
