// What follows a change without being asked for: the ladder at once, then where factors tip it and
// the deals worth having, and the verdicts of the other cases.
import { effect, signal, untracked } from "@preact/signals";
import { Refused, ask, listen } from "./api.ts";
import { Latest, Settled } from "./latest.ts";
import {
  caseId,
  casesOf,
  changes,
  changesByCase,
  model,
  noChanges,
  parseNow,
  sayError,
} from "./state.ts";
import type { AnalysisResult, Changes, Ladder, Problem, Thresholds } from "./types.ts";

export const ladder = signal<Ladder | null>(null);
export const ladderProblems = signal<Problem[]>([]);
/** What comes after the ladder is on its way. */
export const following = signal(false);
export const thresholds = signal<Thresholds | null>(null);
export const frontier = signal<AnalysisResult | null>(null);
/** Verdict per case as the file has it, for the tabs. */
export const verdicts = signal<Record<string, { ready: boolean; stops_at: string | null }>>({});

export function asked(id: string, of: string, some: Changes): Record<string, unknown> {
  const { compromise, ...others } = some;
  return { model: id, case: of, ...others, ...(compromise === null ? {} : { compromise }) };
}

// A model that the server has forgotten is read again, which asks again.
function mind(error: unknown): void {
  if (error instanceof Refused && error.status === 404) parseNow();
  else sayError(error);
}

const ladders = new Latest();
const later = new Settled(220);
const tabs = new Settled(600);

/** When the last change was made, for the measurement of how long its ladder takes. */
let since = 0;
export function markChange(): void {
  since = performance.now();
}

function askLadder(): void {
  const current = model.value;
  const of = caseId.value;
  const some = changes.value;
  if (!current) return;
  if (!current.dispute.has_ladder) {
    ladder.value = null;
    thresholds.value = null;
    later.run((signal) => askFrontier(current.id, of, some, signal));
    return;
  }
  const begun = since || performance.now();
  since = 0;
  ladders.run(async () => {
    try {
      const got = await ask<Ladder>("/api/ladder", { body: asked(current.id, of, some) });
      ladder.value = got;
      ladderProblems.value = [];
      // until it can be seen
      requestAnimationFrame(() => performance.measure("ladder", { start: begun }));
    } catch (error) {
      if (error instanceof Refused && error.status === 400) ladderProblems.value = error.problems;
      else mind(error);
    }
  });
  later.run(async (signal) => {
    following.value = true;
    try {
      thresholds.value = await ask<Thresholds>("/api/thresholds", {
        body: asked(current.id, of, some),
        signal,
      });
      await askFrontier(current.id, of, some, signal);
    } catch (error) {
      if (error instanceof Refused && error.status === 400) thresholds.value = null;
      else if (!signal.aborted) mind(error);
    } finally {
      if (!signal.aborted) following.value = false;
    }
  });
}

async function askFrontier(id: string, of: string, some: Changes, signal: AbortSignal) {
  try {
    frontier.value = await listen<AnalysisResult>(
      "/api/analyse",
      { ...asked(id, of, some), id: "bargaining" },
      signal,
      () => undefined,
    );
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof Refused && error.status !== 404) frontier.value = null;
    else mind(error);
  }
}

async function askTabs(signal: AbortSignal): Promise<void> {
  const current = model.value;
  if (!current?.dispute.has_ladder) return;
  const out: typeof verdicts.value = {};
  for (const row of casesOf(current.dispute)) {
    try {
      const got = await ask<Ladder>("/api/ladder", {
        body: asked(current.id, row.id, noChanges),
        signal,
      });
      out[row.id] = { ready: got.answer.ready, stops_at: got.answer.stops_at };
    } catch {
      if (signal.aborted) return;
    }
  }
  verdicts.value = out;
}

export function start(): void {
  effect(() => {
    // what is listened to; the rest is read as it is then
    void model.value;
    void caseId.value;
    void changesByCase.value;
    untracked(askLadder);
  });
  effect(() => {
    verdicts.value = {};
    if (model.value) untracked(() => tabs.run(askTabs));
  });
}
