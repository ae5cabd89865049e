// The dispute as a form. A field that is left writes its one value into the text.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { dispute, edit, problems, readRevision, say } from "../state.ts";
import type { Dispute, Row, StatementRow, Step } from "../types.ts";
import { idOf } from "./levers.tsx";
import { Typed, goToLine } from "./parts.tsx";

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

function Field(props: {
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

function Check({ label, path, value }: { label: string; path: Step[]; value: boolean }) {
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

function Card(props: {
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

function Common({ row }: { row: Row }) {
  return (
    <>
      <Field label="source" path={[...row.at, "source"]} value={row.source} />
      <Field label="note" path={[...row.at, "note"]} value={row.note} wide />
    </>
  );
}

/** Asks for a name where something is added. */
function Add({ what, add }: { what: string; add: (id: string, name: string) => Promise<number> }) {
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

function Factors({ read }: { read: Dispute }) {
  return (
    <Section title="Factors" count={read.factors.length}>
      {read.factors.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="value" kind="number" empty={false} path={[...row.at, "value"]} value={row.value} />
          <Field
            label="range"
            kind="numbers"
            path={[...row.at, "range"]}
            value={row.range ? row.range.join(", ") : ""}
            hint="low, high"
          />
          <Field label="change per year" kind="number" path={[...row.at, "drift"]} value={row.drift || ""} />
          <Field label="unit" path={[...row.at, "unit"]} value={row.unit} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="factor"
        add={(id, name) => edit([{ path: ["factors", id], set: { value: 0.5, range: [0, 1], name } }])}
      />
    </Section>
  );
}

function Parties({ read }: { read: Dispute }) {
  return (
    <Section title="Parties" count={read.parties.length}>
      {read.parties.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Common row={row} />
        </Card>
      ))}
      <Add what="party" add={(id, name) => edit([{ path: ["parties", id], set: { name } }])} />
    </Section>
  );
}

function Issues({ read }: { read: Dispute }) {
  return (
    <Section title="Issues" count={read.issues.length}>
      {read.issues.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="options" kind="list" empty={false} path={[...row.at, "options"]} value={row.options.join(", ")} />
          {row.by.length > 0 ? (
            <Field label="decided together by" kind="list" path={[...row.at, "by"]} value={row.by.join(", ")} />
          ) : (
            <Field label="decided by any of" kind="list" path={[...row.at, "by_any"]} value={row.by_any.join(", ")} />
          )}
          <Field
            label="today"
            path={["status_quo", row.id]}
            value={row.status_quo}
            empty={false}
          />
          <Check label="cannot be taken back" path={[...row.at, "one_way"]} value={row.one_way} />
          <Check label="on the table" path={[...row.at, "active"]} value={row.active} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="issue"
        add={(id, name) =>
          edit([
            {
              path: ["issues", id],
              set: { name, options: ["no", "yes"], by: read.parties.slice(0, 1).map((row) => row.id) },
            },
          ])
        }
      />
    </Section>
  );
}

function StatementCard({ row }: { row: StatementRow }) {
  return (
    <Card row={row} title={row.says || row.formula}>
      <Field label="in words" path={[...row.at, "says"]} value={row.says} wide />
      <Field
        label={row.red_line ? "never" : "wants"}
        kind="formula"
        empty={false}
        path={[...row.at, row.red_line ? "never" : "wants"]}
        value={row.formula}
        wide
      />
      {row.weight !== null && (
        <Field label="weight" kind="weight" path={[...row.at, "weight"]} value={row.weight} />
      )}
      <Field label="only when" kind="formula" path={[...row.at, "when"]} value={row.when} />
      <Field label="pressed by" path={[...row.at, "from"]} value={row.from} />
      <Check label="counts" path={[...row.at, "active"]} value={row.active} />
      <Common row={row} />
    </Card>
  );
}

function Statements({ read }: { read: Dispute }) {
  return (
    <>
      {read.parties.map((party) => {
        const rows = read.statements.filter((row) => row.party === party.id);
        const list = rows[0]?.at.slice(0, -1) ?? ["preferences", party.id];
        const row = (key: "wants" | "never") => ({
          [key]: aFormula(read),
          ...(key === "wants" ? { weight: 1 } : {}),
        });
        const add = (key: "wants" | "never", says: string) => {
          const value = { ...row(key), says };
          return edit([
            rows.length > 0 ? { path: list, append: value } : { path: list, set: [value] },
          ]);
        };
        return (
          <Section key={party.id} title={`What ${party.name || party.id} wants`} count={rows.length}>
            {rows.map((one) => (
              <StatementCard key={one.id} row={one} />
            ))}
            <Add what="wish" add={(_id, name) => add("wants", name)} />
            <Add what="red line" add={(_id, name) => add("never", name)} />
          </Section>
        );
      })}
    </>
  );
}

function Ratifiers({ read }: { read: Dispute }) {
  return (
    <Section title="Who must ratify" count={read.ratifiers.length}>
      {read.ratifiers.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="of" path={[...row.at, "of"]} empty={false} value={row.of} />
          <Field label="asked if" kind="formula" path={[...row.at, "asked_if"]} value={row.asked_if} wide />
          {row.quota !== null && (
            <Field label="quota" kind="number" path={[...row.at, "quota"]} value={row.quota} />
          )}
          {row.approves && (
            <Field label="approves" kind="formula" path={[...row.at, "approves"]} value={row.approves} wide />
          )}
          {row.segments.map((segment, k) => (
            <fieldset key={k}>
              <legend>{segment.name || `segment ${k + 1}`}</legend>
              <Field
                label="share"
                kind="number"
                empty={false}
                path={[...row.at, "segments", k, "share"]}
                value={segment.share}
              />
              <Field
                label="approves"
                kind="formula"
                empty={false}
                path={[...row.at, "segments", k, "approves"]}
                value={segment.approves}
                wide
              />
            </fieldset>
          ))}
          <Check label="is asked" path={[...row.at, "active"]} value={row.active} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="ratifier"
        add={(id, name) =>
          edit([
            { path: ["ratifiers", id, "name"], set: name },
            { path: ["ratifiers", id, "of"], set: read.question?.of ?? read.parties[0]?.id ?? "" },
            { path: ["ratifiers", id, "approves"], set: aFormula(read) },
          ])
        }
      />
    </Section>
  );
}

function Formulas({ read }: { read: Dispute }) {
  return (
    <>
      <Section title="Rules: what cannot be" count={read.rules.length}>
        {read.rules.map((row) => (
          <Card key={row.id} row={row} title={row.note || row.formula}>
            <Field label="never" kind="formula" empty={false} path={[...row.at, "never"]} value={row.formula} wide />
            <Check label="in force" path={[...row.at, "active"]} value={row.active} />
            <Common row={row} />
          </Card>
        ))}
        <Add
          what="rule"
          add={(id, name) =>
            edit([{ path: ["rules"], append: { id, never: `not (${aFormula(read)})`, active: false, note: name } }])
          }
        />
      </Section>
      <Section title="Order of steps" count={read.orders.length}>
        {read.orders.map((row) => (
          <Card key={row.id} row={row} title={row.note || row.formula}>
            <Field label="first" kind="formula" empty={false} path={[...row.at, "first"]} value={row.first} wide />
            <Field label="then" kind="formula" empty={false} path={[...row.at, "then"]} value={row.then} wide />
            <Check label="in force" path={[...row.at, "active"]} value={row.active} />
            <Common row={row} />
          </Card>
        ))}
        <Add
          what="order of two steps"
          add={(id, name) =>
            edit([
              { path: ["order"], append: { id, first: aFormula(read), then: aFormula(read, 1), active: false, note: name } },
            ])
          }
        />
      </Section>
      <Section title="Cases" count={read.cases.length}>
        {read.cases.map((row) => (
          <Card key={row.id} row={row} title={row.name || row.id}>
            <Field label="name" path={[...row.at, "name"]} value={row.name} />
            {Object.entries(row.set).map(([factor, value]) => (
              <Field
                key={factor}
                label={factor}
                kind="number"
                path={[...row.at, "set", factor]}
                value={value}
              />
            ))}
            {row.compromise !== null && (
              <Field
                label="compromise"
                kind="formula"
                path={[...row.at, "compromise"]}
                value={row.compromise}
                wide
              />
            )}
            {row.id !== "now" && (
              <>
                <Field label="switched on" kind="list" path={[...row.at, "on"]} value={row.on.join(", ")} />
                <Field label="switched off" kind="list" path={[...row.at, "off"]} value={row.off.join(", ")} />
                <Field label="without" kind="list" path={[...row.at, "without"]} value={row.without.join(", ")} />
              </>
            )}
            <Common row={row} />
          </Card>
        ))}
      </Section>
    </>
  );
}

function Sources({ read }: { read: Dispute }) {
  const keys = ["title", "author", "publisher", "date", "section", "url", "note"] as const;
  return (
    <Section title="Sources" count={read.sources.length}>
      {read.sources.map((row) => (
        <Card key={row.id} row={row} title={row.title || row.id}>
          {keys.map((key) => (
            <Field
              key={key}
              label={key}
              path={[...row.at, key]}
              value={row[key]}
              empty={key !== "title"}
              wide={key === "title" || key === "note" || key === "url"}
            />
          ))}
        </Card>
      ))}
      <Add what="source" add={(id, name) => edit([{ path: ["sources", id, "title"], set: name }])} />
    </Section>
  );
}

function Propositions({ read }: { read: Dispute }) {
  return (
    <Section title="Named formulas" count={read.propositions.length}>
      {read.propositions.map((row) => (
        <Card key={row.id} row={row} title={row.formula}>
          <Field label="formula" kind="formula" empty={false} path={row.at} value={row.formula} wide />
        </Card>
      ))}
      <Add what="name" add={(id) => edit([{ path: ["propositions", id], set: aFormula(read) }])} />
    </Section>
  );
}

function Claims({ read }: { read: Dispute }) {
  return (
    <Section title="What sources claim" count={read.claims.length}>
      {read.claims.map((row) => (
        <Card key={row.id} row={row} title={row.says}>
          <Field label="in words" path={[...row.at, "says"]} empty={false} value={row.says} wide />
          <Field label="speaker" path={[...row.at, "by"]} value={row.by} />
          <Field label="holds if" kind="formula" empty={false} path={[...row.at, "holds"]} value={row.holds} wide />
          <Common row={row} />
        </Card>
      ))}
      {read.has_ladder && (
        <Add
          what="claim"
          add={(id, name) => edit([{ path: ["claims"], append: { id, says: name, holds: "ready(now)" } }])}
        />
      )}
    </Section>
  );
}

/** A formula to begin with: an issue at its last option. */
function aFormula(read: Dispute, which = 0): string {
  const issue = read.issues[which] ?? read.issues[0];
  return issue ? `${issue.id} = ${issue.options.at(-1)}` : "true";
}

function Section(props: { title: string; count: number; children: ComponentChildren }) {
  return (
    <details class="section">
      <summary>
        <h3>{props.title}</h3> <span class="small">{props.count}</span>
      </summary>
      {props.children}
    </details>
  );
}

export function Form() {
  const read = dispute.value;
  if (!read) return <p class="form">The form appears when the text can be read.</p>;
  return (
    <div class="form" role="region" aria-label="The dispute as a form" tabIndex={0}>
      <div class="fields">
        <Field label="title" path={["dispute", "title"]} empty={false} value={read.title} wide />
        <Field label="note" path={["dispute", "note"]} value={read.note} wide />
        {read.question && (
          <>
            <Field label="question" path={["question", "text"]} value={read.question.text} wide />
            <Field
              label="what counts as a compromise"
              kind="formula"
              empty={false}
              path={["question", "compromise"]}
              value={read.question.compromise}
              wide
            />
          </>
        )}
      </div>
      <Factors read={read} />
      <Parties read={read} />
      <Issues read={read} />
      <Statements read={read} />
      <Ratifiers read={read} />
      <Formulas read={read} />
      <Propositions read={read} />
      <Sources read={read} />
      <Claims read={read} />
    </div>
  );
}
