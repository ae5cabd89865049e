// What the page knows: the text, the dispute that it says, the case looked at, and what is changed
// for the moment. Views read these signals; only the functions here and in live.ts write them.
import { computed, effect, signal } from "@preact/signals";
import { Refused, ask, readFile } from "./api.ts";
import { Latest } from "./latest.ts";
import type { CaseRow, Changes, Dispute, Edit, Parsed, Problem } from "./types.ts";

export type View = "answer" | "edit" | "analyses";
export const view = signal<View>("answer");

export const session = signal<{ version: string; folder: string; opened: string; files: string[] }>(
  { version: "", folder: "", opened: "", files: [] },
);

// --- the file and its text

/** The file that the text belongs to; name and version are null while it was never saved. */
export const file = signal<{ name: string | null; version: string | null; suggested: string }>({
  name: null,
  version: null,
  suggested: "dispute.toml",
});
/** Counts the texts that were opened: what was worked out of another one is not shown. */
export const opened = signal(0);
export const text = signal("");
export const savedText = signal("");
export const unsaved = computed(() => text.value !== savedText.value);
/** The file as somebody else left it, if that is not what was read here. */
export const conflict = signal<{ text: string; version: string } | null>(null);

// --- what the text says

export interface Model {
  id: string;
  dispute: Dispute;
}
export const model = signal<Model | null>(null);
export const problems = signal<Problem[]>([]);
export const warnings = signal<string[]>([]);
export const dispute = computed(() => model.value?.dispute ?? null);

// --- what is looked at

export const caseId = signal("now");
export const changesByCase = signal<Record<string, Changes>>({});
export const noChanges: Changes = { set: {}, on: [], off: [], without: [], compromise: null };
export const changes = computed(() => changesByCase.value[caseId.value] ?? noChanges);
export const changed = computed(() => countOf(changes.value) > 0);

export function countOf(some: Changes): number {
  const formula = some.compromise === null ? 0 : 1;
  return Object.keys(some.set).length + some.on.length + some.off.length + some.without.length + formula;
}

/** Short messages about what was done or went wrong, the newest last. */
export const messages = signal<{ id: number; text: string; bad: boolean }[]>([]);
let lastMessage = 0;
export function say(words: string, bad = false): void {
  const id = ++lastMessage;
  messages.value = [...messages.value.slice(-2), { id, text: words, bad }];
  if (!bad) window.setTimeout(() => dismiss(id), 6000);
}
export function dismiss(id: number): void {
  messages.value = messages.value.filter((one) => one.id !== id);
}
export function sayError(error: unknown): void {
  if (error instanceof DOMException && error.name === "AbortError") return;
  say(error instanceof Error ? error.message : String(error), true);
}

// --- reading the text

let revision = 0; // counts the texts
effect(() => {
  void text.value;
  ++revision;
});
/** The last text that could be read, by its number. */
export const readRevision = signal(0);

const parsing = new Latest();
let parseTimer = 0;
export function setText(next: string): void {
  if (next === text.value) return;
  text.value = next;
  window.clearTimeout(parseTimer);
  parseTimer = window.setTimeout(parseNow, 120);
}
export function parseNow(): void {
  window.clearTimeout(parseTimer);
  parsing.run(async () => {
    const asked = text.value;
    const at = revision;
    try {
      const got = await ask<Parsed>("/api/parse", {
        body: { text: asked, name: file.value.name ?? file.value.suggested },
      });
      if (asked !== text.value) return;
      problems.value = got.errors;
      warnings.value = got.warnings ?? [];
      if (got.model !== null && got.dispute !== null) {
        adopt({ id: got.model, dispute: got.dispute });
        readRevision.value = at;
      }
    } catch (error) {
      sayError(error);
    }
  });
}

/** Takes a new reading of the text; what is changed for the moment stays where it still fits. */
function adopt(next: Model): void {
  const { dispute: read } = next;
  const factors = new Set(read.factors.map((row) => row.id));
  const switches = new Set(togglesOf(read));
  const parties = new Set(read.parties.map((row) => row.id));
  const kept: Record<string, Changes> = {};
  for (const row of casesOf(read)) {
    const old = changesByCase.value[row.id];
    if (!old) continue;
    kept[row.id] = {
      set: Object.fromEntries(Object.entries(old.set).filter(([id]) => factors.has(id))),
      on: old.on.filter((id) => switches.has(id)),
      off: old.off.filter((id) => switches.has(id)),
      without: old.without.filter((id) => parties.has(id)),
      compromise: old.compromise,
    };
  }
  changesByCase.value = kept;
  if (!casesOf(read).some((row) => row.id === caseId.value)) caseId.value = casesOf(read)[0]!.id;
  model.value = next;
}

function togglesOf(read: Dispute): string[] {
  return [
    read.issues,
    read.statements,
    read.ratifiers,
    read.rules,
    read.orders,
    read.coalitions,
  ].flatMap((rows) => rows.map((row) => row.id));
}

/** The cases of a dispute; one that names none has the case `now` alone. */
export function casesOf(read: Dispute): CaseRow[] {
  if (read.cases.length > 0) return read.cases;
  return [
    {
      id: "now",
      name: "now",
      source: "",
      note: "",
      line: 1,
      at: ["cases", "now"],
      extends: "",
      set: {},
      on: [],
      off: [],
      without: [],
      compromise: null,
    },
  ];
}

// --- what the file says about a case, and what is changed for the moment

/** A case with all that it takes over from the cases it extends. */
export function settled(read: Dispute, id: string): Changes {
  const row = casesOf(read).find((one) => one.id === id);
  if (!row) return noChanges;
  const below = row.extends ? settled(read, row.extends) : noChanges;
  const without = (ids: string[], gone: string[]) => ids.filter((one) => !gone.includes(one));
  return {
    set: { ...below.set, ...row.set },
    on: [...without(below.on, [...row.off, ...row.on]), ...row.on],
    off: [...without(below.off, [...row.on, ...row.off]), ...row.off],
    without: [...new Set([...below.without, ...row.without])],
    compromise: row.compromise ?? below.compromise,
  };
}

function change(next: Partial<Changes>): void {
  changesByCase.value = { ...changesByCase.value, [caseId.value]: { ...changes.value, ...next } };
}
export function setFactor(id: string, value: number | null): void {
  const set = { ...changes.value.set };
  if (value === null) delete set[id];
  else set[id] = value;
  change({ set });
}
/** Turns a statement, rule, ratifier, ... on or off; back to what the case says takes it away. */
export function setSwitch(id: string, on: boolean, asTheCaseSays: boolean): void {
  const others = {
    on: changes.value.on.filter((one) => one !== id),
    off: changes.value.off.filter((one) => one !== id),
  };
  if (on !== asTheCaseSays) others[on ? "on" : "off"].push(id);
  change(others);
}
export function setParty(id: string, there: boolean): void {
  const without = changes.value.without.filter((one) => one !== id);
  change({ without: there ? without : [...without, id] });
}
export function setCompromise(formula: string | null): void {
  change({ compromise: formula });
}
export function resetChanges(): void {
  change(noChanges);
}

// --- editing through the form

/**
 * The text with these edits, everything else as it was; one after the other, in the order asked for.
 * Gives the number of the new text; 0 and a message if that cannot be.
 */
export function edit(edits: Edit[]): Promise<number> {
  const done = editing.then(() => editNow(edits));
  editing = done;
  return done;
}
let editing: Promise<unknown> = Promise.resolve();

async function editNow(edits: Edit[]): Promise<number> {
  try {
    // somebody may be typing in the text meanwhile: then the edits are made in what is there now
    for (let attempt = 0; attempt < 5; ++attempt) {
      const asked = text.value;
      const got = await ask<{ text: string }>("/api/edit", { body: { text: asked, edits } });
      if (asked !== text.value) continue;
      text.value = got.text;
      parseNow();
      return revision;
    }
    say("The text went on changing; the change from the form was not made.", true);
  } catch (error) {
    sayError(error);
  }
  return 0;
}

// --- files

export async function loadSession(): Promise<void> {
  session.value = await ask("/api/session");
}

export function showText(next: string, name: string | null, version: string | null): void {
  file.value = { name, version, suggested: name ?? file.value.suggested };
  opened.value += 1;
  conflict.value = null;
  changesByCase.value = {};
  caseId.value = "now";
  model.value = null;
  problems.value = [];
  warnings.value = [];
  savedText.value = name === null ? "" : next;
  text.value = next;
  parseNow();
}

export async function openFile(name: string): Promise<void> {
  const got = await readFile(name, null);
  if (!got) return;
  if (name.endsWith(".toml")) return showText(got.text, name, got.version);
  await importFiles([{ name, text: got.text }]);
}

/** Opens a text that is no file of the folder yet. */
export function openNew(next: string, suggested: string): void {
  file.value = { name: null, version: null, suggested };
  showText(next, null, null);
}

export async function importFiles(files: { name: string; text: string }[]): Promise<void> {
  const got = await ask<{ title: string; text: string; left_out: string[] }>("/api/import", {
    body: { files },
  });
  const base = (files[0]?.name ?? "dispute").replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  openNew(got.text, `${base}.toml`);
  say(`${files.map((one) => one.name).join(", ")}: read as “${got.title}”.`);
  for (const words of got.left_out) say(`Left out: ${words}`, true);
}

/** Saves under this name; a file that changed meanwhile is left alone and shown. */
export async function save(name: string, version: string | null): Promise<boolean> {
  const saving = text.value;
  try {
    const got = await ask<{ version: string }>(`/api/file?name=${encodeURIComponent(name)}`, {
      method: "PUT",
      body: { text: saving },
      headers: version === null ? { "If-None-Match": "*" } : { "If-Match": `"${version}"` },
    });
    file.value = { name, version: got.version, suggested: name };
    savedText.value = saving;
    conflict.value = null;
    say(`Saved as ${name}.`);
    void loadSession().catch(sayError);
    return true;
  } catch (error) {
    const there =
      error instanceof Refused && error.status === 409
        ? (error.body["there"] as { text: string; version: string } | undefined)
        : undefined;
    if (there && there.version) conflict.value = there;
    else sayError(error);
    return false;
  }
}

/** Looks whether somebody else has changed the file; what is unsaved here is never thrown away. */
export async function lookAgain(): Promise<void> {
  const { name, version } = file.value;
  if (name === null || version === null || conflict.value) return;
  const got = await readFile(name, version).catch(() => null);
  if (!got || file.value.name !== name || file.value.version !== version) return;
  if (unsaved.value) {
    conflict.value = got;
    return;
  }
  file.value = { name, version: got.version, suggested: name };
  savedText.value = got.text;
  text.value = got.text;
  parseNow();
  say(`${name} was changed elsewhere; this is the new text.`);
}
