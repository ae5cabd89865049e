// Small parts that several views share.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { inWords } from "../api.ts";
import { view } from "../state.ts";
import type { Figure, Problem } from "../types.ts";
import { editor } from "./edit.tsx";

/** A picture that the server drew; its SVG names itself and says what it shows. */
export function Picture({ figure, children }: { figure: Figure; children?: ComponentChildren }) {
  return (
    <figure>
      <figcaption>
        <strong>{figure.title}</strong>
        <span>{figure.says}</span>
      </figcaption>
      <div
        class="wide"
        tabIndex={0}
        role="region"
        aria-label={figure.title}
        dangerouslySetInnerHTML={{ __html: figure.svg }}
      />
      {children}
    </figure>
  );
}

/**
 * A text field that hands over what was typed when it is left or Enter is pressed. What is being
 * typed stays, whatever else comes in meanwhile.
 */
export function Typed({
  value,
  commit,
  ...rest
}: {
  value: string;
  commit: (typed: string) => void;
  inputMode?: "decimal" | "text";
  placeholder?: string;
  spellcheck?: boolean;
  "aria-label"?: string;
  "aria-invalid"?: boolean | undefined;
}) {
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <input
      type="text"
      autocomplete="off"
      {...rest}
      value={typing ?? value}
      onInput={(event) => setTyping(event.currentTarget.value)}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setTyping(null);
        if (typed !== value) commit(typed);
      }}
    />
  );
}

export function goToLine(line: number): void {
  view.value = "edit";
  // when the view is there
  requestAnimationFrame(() => requestAnimationFrame(() => editor.goTo(line)));
}

export function Problems({ list }: { list: Problem[] }) {
  if (list.length === 0) return null;
  return (
    <ul class="problems">
      {list.map((problem) => (
        <li>
          {problem.line ? (
            <button type="button" class="link" onClick={() => goToLine(problem.line!)}>
              {inWords(problem)}
            </button>
          ) : (
            inWords(problem)
          )}
        </li>
      ))}
    </ul>
  );
}

/** A document of the server inside a view: its headings go below the view's own. */
export function html(part: string): string {
  return part.replace(/<(\/?)h([1-4])\b/g, (_all, slash: string, level: string) => {
    return `<${slash}h${Math.min(6, Number(level) + 2)}`;
  });
}

export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
