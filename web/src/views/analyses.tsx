// The analyses of the registry, one at a time, with progress and an end at any moment.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Refused, ask, listen } from "../api.ts";
import { asked } from "../live.ts";
import { caseId, casesOf, changes, dispute, model, opened, sayError } from "../state.ts";
import type { AnalysisResult, AnalysisRow, Problem } from "../types.ts";
import { Problems, html } from "./parts.tsx";

const rows = signal<AnalysisRow[]>([]);
const chosen = signal("worlds");
const running = signal<{ share: number; what: string; end: AbortController } | null>(null);
const result = signal<(AnalysisResult & { of: string; opened: number }) | null>(null);
const refusal = signal<Problem[]>([]);
const note = signal("");

/** Why an analysis cannot be asked of this dispute; nothing if it can. */
function obstacle(row: AnalysisRow): string {
  const read = dispute.value!;
  if (row.needs_ladder && !read.has_ladder) return "the file asks no question";
  if (row.id === "compare" && casesOf(read).length < 2) return "there is one case only";
  return "";
}

async function run(more: Record<string, unknown>): Promise<void> {
  const current = model.value;
  if (!current || running.value) return;
  const end = new AbortController();
  const id = chosen.value;
  const at = opened.value;
  const name = casesOf(current.dispute).find((row) => row.id === caseId.value)?.name ?? caseId.value;
  running.value = { share: 0, what: "", end };
  refusal.value = [];
  note.value = "";
  try {
    const got = await listen<AnalysisResult>(
      "/api/analyse",
      { ...asked(current.id, caseId.value, changes.value), ...more, id },
      end.signal,
      (share, what) => (running.value = { share, what, end }),
    );
    result.value = { ...got, of: name, opened: at };
  } catch (error) {
    if (end.signal.aborted) note.value = "Cancelled. Nothing was worked out to the end.";
    else if (error instanceof Refused && error.problems.length > 0) refusal.value = error.problems;
    else sayError(error);
  } finally {
    running.value = null;
  }
}

function Settings() {
  const read = dispute.value!;
  switch (chosen.value) {
    case "worlds":
      return (
        <>
          <label>
            Worlds <input name="worlds" type="number" min={1} max={10_000_000} defaultValue="2000" />
          </label>{" "}
          <label>
            Seed <input name="seed" type="number" min={1} defaultValue="1" />
          </label>
        </>
      );
    case "compare":
      return (
        <label>
          With the case{" "}
          <select name="with">
            {casesOf(read)
              .filter((row) => row.id !== caseId.value)
              .map((row) => (
                <option value={row.id}>{row.name}</option>
              ))}
          </select>
        </label>
      );
    case "paths":
      return (
        <>
          <label>
            From <input name="from" placeholder="the status quo" spellcheck={false} />
          </label>{" "}
          <label>
            To <input name="to" placeholder={read.question?.compromise ?? "all equilibria"} spellcheck={false} />
          </label>
        </>
      );
    default:
      return null;
  }
}

function settingsOf(form: HTMLFormElement): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of new FormData(form)) {
    if (key === "analysis" || value === "") continue;
    out[key] = key === "worlds" || key === "seed" ? Math.round(Number(value)) : value;
  }
  return out;
}

export function AnalysesView() {
  useEffect(() => {
    if (rows.value.length > 0) return;
    ask<{ analyses: AnalysisRow[] }>("/api/analyses")
      .then((got) => (rows.value = got.analyses))
      .catch(sayError);
  }, []);
  if (!dispute.value) return <p>The text cannot be read yet.</p>;
  const now = running.value;
  const row = rows.value.find((one) => one.id === chosen.value);
  const blocked = row === undefined || obstacle(row) !== "";
  const shown = result.value?.opened === opened.value ? result.value : null;
  return (
    <section aria-label="Analyses">
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void run(settingsOf(event.currentTarget));
        }}
      >
        <fieldset class="analyses" disabled={now !== null}>
          <legend>What do you want to know?</legend>
          {rows.value.map((row) => {
            const why = obstacle(row);
            return (
              <label class="switch" data-off={why !== ""}>
                <input
                  type="radio"
                  name="analysis"
                  value={row.id}
                  disabled={why !== ""}
                  checked={chosen.value === row.id}
                  onChange={() => (chosen.value = row.id)}
                />{" "}
                {row.question} <code>{row.command}</code>
                {why !== "" && <em> – {why}</em>}
              </label>
            );
          })}
        </fieldset>
        <p class="buttons">
          <Settings key={`${chosen.value}-${caseId.value}`} />
          <button type="submit" class="main" disabled={now !== null || blocked}>
            Work it out
          </button>
          {now && (
            <span class="running">
              <progress value={now.share} max={1} aria-label="How far it is" /> {Math.round(100 * now.share)} %{" "}
              {now.what}{" "}
              <button type="button" id="cancel" onClick={() => now.end.abort()}>
                Cancel
              </button>
            </span>
          )}
        </p>
      </form>
      <p aria-live="polite" class="small">
        {note.value}
      </p>
      <Problems list={refusal.value} />
      {shown && (
        <section class="document" aria-label={`Result: ${shown.id}`}>
          <h2>{rows.value.find((one) => one.id === shown.id)?.question ?? shown.id}</h2>
          <p class="small">
            For the case “{shown.of}”{shown.stopped ? "; it stopped early and says where" : ""}.
          </p>
          <div dangerouslySetInnerHTML={{ __html: html(shown.html) }} />
        </section>
      )}
    </section>
  );
}
