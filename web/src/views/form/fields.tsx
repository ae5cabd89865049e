// What the parts of the form are made of. A field that is left writes its one value into the text.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { edit, problems, readRevision, say } from "../../state.ts";
import type { Dispute, Row, Step } from "../../types.ts";
import { idOf } from "../levers.tsx";
import { Typed, goToLine } from "../parts.tsx";

/**
 * What was typed, by path, and the number of the text that has it: until a text of that number or a
 * later one could be read, the field shows this and not what the last reading said.
 */
const drafts = signal<Record<string, { typed: string; since: number }>>({});

type Kind = "text" | "number" | "formula" | "list" | "numbers" | "weight";

function written(kind: Kind, typed: string): unknown {
  const items = typed
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
  switch (kind) {
    case "number":
      return Number(typed);
    case "weight": // a number, or an expression in factors
      return typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
    case "list":
      return items;
    case "numbers":
      return items.map(Number);
    default:
      return typed;
  }
}

export function Field(props: {
  label: string;
  path: Step[];
  kind?: Kind;
  value: string | number | null;
  empty?: boolean; // an empty field takes the key away
  wide?: boolean;
  hint?: string;
}) {
  const { label, path, kind = "text", empty = true } = props;
  const key = JSON.stringify(path);
  const said = props.value === null ? "" : String(props.value);
  const draft = drafts.value[key];
  const kept = draft !== undefined && draft.since > readRevision.value ? draft.typed : undefined;
  const commit = async (typed: string) => {
    if (kind === "number" && (typed.trim() === "" ? !empty : !Number.isFinite(Number(typed)))) {
      return say(`${label}: “${typed}” is no number.`, true);
    }
    if (kind === "numbers" && written(kind, typed) instanceof Array) {
      if ((written(kind, typed) as number[]).some((one) => !Number.isFinite(one)))
        return say(`${label}: numbers with commas between them.`, true);
    }
    const gone = typed.trim() === "" && empty;
    if (gone && (kept ?? said) === "") return;
    const keep = (since: number) => (drafts.value = { ...drafts.value, [key]: { typed, since } });
    keep(Infinity);
    keep(await edit([gone ? { path, remove: true } : { path, set: written(kind, typed) }]));
  };
  const wrong = kept !== undefined && kept !== said && problems.value.length > 0;
  return (
    <label class={`field ${kind} ${props.wide ? "wide-field" : ""}`}>
      <span>{label}</span>
      <Typed
        inputMode={kind === "number" ? "decimal" : "text"}
        value={kept ?? said}
        commit={(typed) => void commit(typed)}
        aria-invalid={wrong || undefined}
        placeholder={props.hint ?? ""}
        spellcheck={kind === "text"}
      />
    </label>
  );
}

export function Check({ label, path, value }: { label: string; path: Step[]; value: boolean }) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => void edit([{ path, set: event.currentTarget.checked }])}
      />{" "}
      {label}
    </label>
  );
}

export function Card(props: {
  row: { id: string; at: Step[]; line?: number };
  title: string;
  children: ComponentChildren;
}) {
  const { row, title, children } = props;
  return (
    <details class="card">
      <summary>
        {title} <code>{row.id}</code>
      </summary>
      <div class="fields">{children}</div>
      <p class="buttons">
        {row.line !== undefined && row.line > 0 && (
          <button type="button" class="link" onClick={() => goToLine(row.line!)}>
            line {row.line}
          </button>
        )}
        <button
          type="button"
          class="link"
          aria-label={`Remove ${title}`}
          onClick={() => void edit([{ path: row.at, remove: true }])}
        >
          remove
        </button>
      </p>
    </details>
  );
}

export function Common({ row }: { row: Row }) {
  return (
    <>
      <Field label="source" path={[...row.at, "source"]} value={row.source} />
      <Field label="note" path={[...row.at, "note"]} value={row.note} wide />
    </>
  );
}

/** Asks for a name where something is added. */
export function Add({ what, add }: { what: string; add: (id: string, name: string) => Promise<number> }) {
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const name = String(new FormData(form).get("name") ?? "").trim();
        if (name === "") return;
        void add(idOf(name).replace(/^case_/, "x_"), name).then((done) => done && form.reset());
      }}
    >
      <label>
        New {what}: <input name="name" required maxLength={120} />
      </label>{" "}
      <button type="submit">Add</button>
    </form>
  );
}

export function Section(props: { title: string; count: number; children: ComponentChildren }) {
  return (
    <details class="section">
      <summary>
        <h3>{props.title}</h3> <span class="small">{props.count}</span>
      </summary>
      {props.children}
    </details>
  );
}

/** A formula to begin with: an issue at its last option. */
export function aFormula(read: Dispute, which = 0): string {
  const issue = read.issues[which] ?? read.issues[0];
  return issue ? `${issue.id} = ${issue.options.at(-1)}` : "true";
}
