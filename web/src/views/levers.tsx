// Sliders for factors and switches for parties, pressures, ratifiers, orders and rules: what is moved
// here is not in the file until it is kept as a case.
import { signal } from "@preact/signals";
import { ladder, markChange, thresholds } from "../live.ts";
import {
  caseId,
  changed,
  changes,
  dispute,
  edit,
  resetChanges,
  setCompromise,
  setFactor,
  setParty,
  setSwitch,
  settled,
} from "../state.ts";
import type { Dispute, FactorRow } from "../types.ts";
import { Typed } from "./parts.tsx";

function stepOf(low: number, high: number): number {
  return 10 ** Math.floor(Math.log10((high - low) / 50));
}
const shortly = (value: number) => String(Number(value.toPrecision(6)));

function Slider({ row, base }: { row: FactorRow; base: number }) {
  const low = row.low ?? row.range?.[0] ?? Math.min(0, base);
  const high = row.high ?? row.range?.[1] ?? Math.max(1, 2 * base);
  const own = changes.value.set[row.id];
  const value = own ?? base;
  const place = (at: number) => (100 * (at - low)) / (high - low);
  const here = (one: { factor: string; at: number }) =>
    one.factor === row.id && one.at >= low && one.at <= high;
  const marks = thresholds.value?.thresholds.filter(here) ?? [];
  const alone = thresholds.value?.single_values.filter(here) ?? [];
  const move = (typed: string) => {
    const next = Number(typed);
    if (typed.trim() === "" || !Number.isFinite(next)) return;
    markChange();
    setFactor(row.id, next === base ? null : next);
  };
  const id = `factor-${row.id}`;
  return (
    <div class="slider">
      <label for={id}>{row.name || row.id}</label>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={stepOf(low, high)}
        value={value}
        onInput={(event) => move(event.currentTarget.value)}
        aria-describedby={`${id}-unit`}
      />
      <Typed
        inputMode="decimal"
        value={shortly(value)}
        commit={move}
        aria-label={`${row.name || row.id}, as a number`}
      />
      <svg class="marks" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {row.range && (
          <rect
            class="zone"
            x={place(row.range[0])}
            width={Math.max(0, place(row.range[1]) - place(row.range[0]))}
            y="0"
            height="6"
          />
        )}
        {marks.map((one) => (
          <rect class="tip" x={place(one.at) - 0.5} width="1" y="0" height="6" />
        ))}
        {alone.map((one) => (
          <rect class="alone" x={place(one.at) - 0.25} width="0.5" y="0" height="6" />
        ))}
        <rect class="today" x={place(base) - 0.4} width="0.8" y="0" height="6" />
      </svg>
      <p class="small" id={`${id}-unit`}>
        {row.unit ? `${row.unit}. ` : ""}
        In the file {shortly(base)}
        {marks.length > 0 && `; tips at ${marks.map((one) => shortly(one.at)).join(", ")}`}
        {alone.map((one) => `; ${one.words}`)}.
        {own !== undefined && (
          <>
            {" "}
            <button
              type="button"
              class="link"
              onClick={() => {
                markChange();
                setFactor(row.id, null);
              }}
            >
              back
            </button>
          </>
        )}
      </p>
    </div>
  );
}

interface Switch {
  id: string;
  label: string;
  on: boolean; // as the case says
}

function Switches({ title, list }: { title: string; list: Switch[] }) {
  if (list.length === 0) return null;
  const moved = list.filter(
    (row) => changes.value.on.includes(row.id) || changes.value.off.includes(row.id),
  ).length;
  return (
    <details class="switches" open={list.length <= 6}>
      <summary>
        {title} ({list.length}
        {moved > 0 ? `, ${moved} changed` : ""})
      </summary>
      {list.map((row) => {
        const now = changes.value.on.includes(row.id)
          ? true
          : changes.value.off.includes(row.id)
            ? false
            : row.on;
        return (
          <label class="switch" data-changed={now !== row.on}>
            <input
              type="checkbox"
              checked={now}
              onChange={(event) => {
                markChange();
                setSwitch(row.id, event.currentTarget.checked, row.on);
              }}
            />{" "}
            {row.label}
          </label>
        );
      })}
    </details>
  );
}

function switchLists(read: Dispute): [string, Switch[]][] {
  const at = settled(read, caseId.value);
  const on = (id: string, active: boolean) =>
    at.on.includes(id) ? true : at.off.includes(id) ? false : active;
  const name = (id: string) => read.parties.find((row) => row.id === id)?.name || id;
  const rows = <T extends { id: string; active: boolean }>(list: T[], label: (row: T) => string) =>
    list.map((row) => ({ id: row.id, label: label(row), on: on(row.id, row.active) }));
  return [
    [
      "Pressures",
      rows(
        read.statements.filter((row) => row.from !== ""),
        (row) => `${name(row.from)} on ${name(row.party)}: ${row.says || row.formula}`,
      ),
    ],
    ["Who must ratify", rows(read.ratifiers, (row) => `${row.name || row.id} (of ${name(row.of)})`)],
    ["Order of steps", rows(read.orders, (row) => row.name || row.note || row.formula)],
    [
      "Red lines",
      rows(
        read.statements.filter((row) => row.red_line),
        (row) => `${name(row.party)}: ${row.says || `never ${row.formula}`}`,
      ),
    ],
    ["Rules", rows(read.rules, (row) => row.name || row.note || `never ${row.formula}`)],
    ["Coalitions", rows(read.coalitions, (row) => row.name || row.formula)],
    [
      "Other statements",
      rows(
        read.statements.filter((row) => !row.red_line && row.from === ""),
        (row) => `${name(row.party)}: ${row.says || row.formula}`,
      ),
    ],
  ];
}

function Parties({ read }: { read: Dispute }) {
  const gone = settled(read, caseId.value).without;
  const others = read.parties.filter((row) => !row.negotiator);
  if (others.length === 0) return null;
  return (
    <details class="switches" open>
      <summary>Third parties ({others.length})</summary>
      {others.map((row) => {
        const always = gone.includes(row.id);
        return (
          <label class="switch" data-changed={changes.value.without.includes(row.id)}>
            <input
              type="checkbox"
              disabled={always}
              checked={!always && !changes.value.without.includes(row.id)}
              onChange={(event) => {
                markChange();
                setParty(row.id, event.currentTarget.checked);
              }}
            />{" "}
            {row.name || row.id}
            {always && " (not there in this case)"}
          </label>
        );
      })}
    </details>
  );
}

/** What counts as a compromise: the first thing that two sides see differently. */
function Compromise({ read }: { read: Dispute }) {
  if (!read.question) return null;
  const said = settled(read, caseId.value).compromise ?? read.question.compromise;
  const own = changes.value.compromise;
  return (
    <label class="field formula">
      <span>What counts as a compromise{own === null ? "" : " (changed)"}</span>
      <Typed
        value={own ?? said}
        spellcheck={false}
        commit={(typed) => {
          const formula = typed.trim();
          markChange();
          setCompromise(formula === "" || formula === said ? null : formula);
        }}
      />
    </label>
  );
}

const keeping = signal(false);

/** A name as an id: small letters, digits and low lines. */
export function idOf(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  return /^[a-z]/.test(plain) ? plain : `case_${plain}`;
}

async function keepAsCase(name: string): Promise<void> {
  const id = idOf(name);
  const { set, on, off, without, compromise } = changes.value;
  const read = dispute.value!;
  const path = (key: string) => ["cases", id, key];
  const edits = [{ path: path("name"), set: name as unknown }];
  if (caseId.value !== "now" && read.cases.some((row) => row.id === caseId.value))
    edits.push({ path: path("extends"), set: caseId.value });
  if (Object.keys(set).length > 0) edits.push({ path: path("set"), set });
  if (on.length > 0) edits.push({ path: path("on"), set: on });
  if (off.length > 0) edits.push({ path: path("off"), set: off });
  if (without.length > 0) edits.push({ path: path("without"), set: without });
  if (compromise !== null) edits.push({ path: path("compromise"), set: compromise });
  if (await edit(edits)) {
    resetChanges();
    caseId.value = id;
    keeping.value = false;
  }
}

function Keep() {
  if (!changed.value) return null;
  return (
    <div class="keep">
      <p class="buttons">
        <button
          type="button"
          onClick={() => {
            markChange();
            resetChanges();
          }}
        >
          Back to the file
        </button>
        <button type="button" onClick={() => (keeping.value = !keeping.value)} aria-expanded={keeping.value}>
          Keep as a case …
        </button>
      </p>
      {keeping.value && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const name = new FormData(event.currentTarget).get("name");
            if (typeof name === "string" && name.trim() !== "") void keepAsCase(name.trim());
          }}
        >
          <label>
            What is this case called? <input name="name" required maxLength={80} />
          </label>{" "}
          <button type="submit">Keep</button>
        </form>
      )}
    </div>
  );
}

export function Levers() {
  const read = dispute.value!;
  const base = { ...settled(read, caseId.value).set };
  return (
    <aside class="levers" aria-label="What if">
      <h2>What if</h2>
      <Keep />
      {read.factors.map((row) => (
        <Slider
          key={`${caseId.value}-${row.id}`}
          row={row}
          base={base[row.id] ?? row.value}
        />
      ))}
      {ladder.value && read.factors.length === 0 && (
        <p class="small">This dispute has no factors to move.</p>
      )}
      <Compromise read={read} key={`${caseId.value}-compromise`} />
      <Parties read={read} />
      {switchLists(read).map(([title, list]) => (
        <Switches key={title} title={title} list={list} />
      ))}
    </aside>
  );
}
