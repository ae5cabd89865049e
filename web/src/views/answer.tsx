// The answer to a case: what can be moved on the left, what follows from it on the right.
import { signal } from "@preact/signals";
import { following, frontier, ladder, thresholds } from "../live.ts";
import { dispute, problems } from "../state.ts";
import type { Dispute, MoveStep } from "../types.ts";
import { Levers } from "./levers.tsx";
import { Picture, Problems, goToLine } from "./parts.tsx";

function partyNames(read: Dispute, ids: string[]): string {
  const names = ids.map((id) => read.parties.find((row) => row.id === id)?.name || id);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
function optionLabel(read: Dispute, issue: string, option: string): string {
  const row = read.issues.find((one) => one.id === issue);
  const at = row?.options.indexOf(option) ?? -1;
  return row?.labels[at] || `${row?.name || issue}: ${option}`;
}

function StoppedBy() {
  const now = ladder.value;
  const read = dispute.value;
  if (!now || !read || now.stopped_by.length === 0) return null;
  return (
    <section>
      <h2>Who and what stops it</h2>
      <ul class="reasons">
        {now.stopped_by.map((reason) => {
          const row = [...read.statements, ...read.ratifiers, ...read.rules, ...read.orders].find(
            (one) => one.id === reason.statement_id,
          );
          return (
            <li>
              {reason.says}
              <span class="small block">
                {reason.source ? `Source: ${reason.source}. ` : ""}
                {reason.note ? `${reason.note}. ` : ""}
                {row && row.line > 0 && (
                  <button type="button" class="link" onClick={() => goToLine(row.line)}>
                    {row.id}, line {row.line}
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const shown = signal<Record<number, number>>({});

function Steps({ at, steps, reached }: { at: number; steps: MoveStep[]; reached: boolean }) {
  const read = dispute.value!;
  const done = Math.min(shown.value[at] ?? steps.length, steps.length);
  const go = (to: number) => (shown.value = { ...shown.value, [at]: to });
  return (
    <div class="steps">
      <p class="buttons">
        <button type="button" onClick={() => go(0)} disabled={done === 0}>
          From the start
        </button>
        <button type="button" onClick={() => go(done - 1)} disabled={done === 0}>
          Step back
        </button>
        <button type="button" onClick={() => go(done + 1)} disabled={done === steps.length}>
          Next step
        </button>
        <span class="small" aria-live="polite">
          {done === 0 ? "Before the first step" : `Step ${done} of ${steps.length}`}
        </span>
      </p>
      <ol>
        {steps.map((step, k) => (
          <li data-done={k < done} aria-hidden={k >= done} aria-current={k + 1 === done ? "step" : undefined}>
            <strong>{partyNames(read, step.by)}:</strong>{" "}
            {Object.entries(step.to)
              .map(([issue, option]) => optionLabel(read, issue, option))
              .join("; ")}
          </li>
        ))}
      </ol>
      {!reached && (
        <p class="small">
          These are the shortest moves that are allowed; not everyone on the way wants to make them.
        </p>
      )}
    </div>
  );
}

function Ways() {
  const now = ladder.value;
  if (!now || now.ways.length === 0) return null;
  return (
    <section>
      <h2>{now.answer.ready ? "The way there" : "The nearest deals, and the way to them"}</h2>
      {now.ways.map((figure, k) => {
        const deal = now.answer.deals[k];
        const steps = deal?.path ?? deal?.legal_path;
        return (
          <Picture key={figure.title} figure={figure}>
            {steps && steps.length > 0 && (
              <Steps at={k} steps={steps} reached={deal?.path != null} />
            )}
          </Picture>
        );
      })}
    </section>
  );
}

/** So many changes are shown before the rest is folded away. */
const AT_ONCE = 6;

function WhatWouldChange() {
  const now = thresholds.value;
  if (!now || !ladder.value) return null;
  return (
    <section aria-busy={following.value} class={following.value ? "stale" : ""}>
      <h2>What would change it</h2>
      {now.changes.length > 0 && (
        <ul>
          {now.changes.slice(0, AT_ONCE).map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      {now.changes.length > AT_ONCE && (
        <details>
          <summary>{now.changes.length - AT_ONCE} more</summary>
          <ul>
            {now.changes.slice(AT_ONCE).map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </details>
      )}
      {now.picture.svg && <Picture figure={now.picture} />}
      {now.stopped && <p class="small">Stopped early: {now.stopped}.</p>}
    </section>
  );
}

function Frontier() {
  const now = frontier.value;
  if (!now) return null;
  const figure = /<figure>[\s\S]*?<\/figure>/.exec(now.html)?.[0];
  if (!figure) return null;
  return (
    <section aria-busy={following.value} class={following.value ? "stale" : ""}>
      <h2>Deals worth having</h2>
      <div dangerouslySetInnerHTML={{ __html: figure }} />
    </section>
  );
}

function Rungs() {
  const now = ladder.value;
  if (!now) return null;
  return (
    <Picture figure={now.picture}>
      <details>
        <summary>The numbers in this picture</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">test</th>
              <th scope="col" class="n">
                deals left
              </th>
              <th scope="col" class="n">
                pass it alone
              </th>
            </tr>
          </thead>
          <tbody>
            {now.answer.rungs.map((rung) => (
              <tr>
                <th scope="row">{rung.name}</th>
                <td class="n">{rung.survivors}</td>
                <td class="n">{rung.alone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Picture>
  );
}

export function AnswerView() {
  const read = dispute.value;
  if (problems.value.length > 0 && !read) {
    return (
      <section>
        <h2>The text cannot be read yet</h2>
        <Problems list={problems.value} />
      </section>
    );
  }
  if (!read) return <p aria-live="polite">Reading …</p>;
  return (
    <div class="columns">
      <Levers />
      <div class="results">
        {problems.value.length > 0 && (
          <div class="note">
            <p>This is the answer to the last text without an error. What is to mend now:</p>
            <Problems list={problems.value} />
          </div>
        )}
        <Rungs />
        <StoppedBy />
        <Ways />
        <WhatWouldChange />
        <Frontier />
      </div>
    </div>
  );
}
