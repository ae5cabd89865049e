// Opening, saving, importing and exporting.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask, listen } from "../api.ts";
import { asked } from "../live.ts";
import {
  caseId,
  changes,
  file,
  importFiles,
  model,
  openFile,
  openNew,
  save,
  say,
  sayError,
  session,
  unsaved,
} from "../state.ts";
import { download } from "./parts.tsx";

export const openDialog = signal(false);
export const saveDialog = signal(false);

function mayLeave(): boolean {
  return !unsaved.value || window.confirm("What is not saved is lost. Go on?");
}

/** A dialog of the browser, open while the signal says so. */
function useDialog(open: { value: boolean }) {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open.value) place.current?.showModal();
    else place.current?.close();
  }, [open.value]);
  return place;
}

async function take(action: () => Promise<void>): Promise<void> {
  openDialog.value = false;
  if (!mayLeave()) return;
  await action().catch(sayError);
}

async function textsOf(files: FileList): Promise<{ name: string; text: string }[]> {
  return Promise.all([...files].map(async (one) => ({ name: one.name, text: await one.text() })));
}

/** Files from outside: one of our own opens as it is, those of other programs are read into one. */
export async function dropped(files: FileList | null | undefined): Promise<void> {
  if (!files || files.length === 0) return;
  await take(async () => importFiles(await textsOf(files)));
}

const casebook = signal<{ id: string; title: string }[]>([]);
const templates = signal<{ id: string; title: string }[]>([]);

async function loadLists(): Promise<void> {
  const [book, begun] = await Promise.all([
    ask<{ disputes: { id: string; title: string }[] }>("/api/casebook"),
    ask<{ templates: { id: string; title: string }[] }>("/api/templates"),
  ]);
  casebook.value = book.disputes;
  templates.value = begun.templates;
}

async function openFrom(list: "casebook" | "templates", id: string): Promise<void> {
  const got = await ask<{ text: string }>(`/api/${list}?id=${encodeURIComponent(id)}`);
  openNew(got.text, list === "casebook" ? `${id}.toml` : "dispute.toml");
}

export function OpenDialog() {
  const place = useDialog(openDialog);
  useEffect(() => {
    if (openDialog.value) void loadLists().catch(sayError);
  }, [openDialog.value]);
  const list = (rows: { id: string; title: string }[], from: "casebook" | "templates") => (
    <ul class="choices">
      {rows.map((row) => (
        <li>
          <button type="button" onClick={() => void take(() => openFrom(from, row.id))}>
            {row.title} <code>{row.id}</code>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <dialog ref={place} onClose={() => (openDialog.value = false)} aria-labelledby="open-title">
      <h2 id="open-title">Open</h2>
      <h3>Files in {session.value.folder || "this folder"}</h3>
      {session.value.files.length === 0 && <p class="small">There are none that can be read.</p>}
      <ul class="choices">
        {session.value.files.map((name) => (
          <li>
            <button type="button" onClick={() => void take(() => openFile(name))}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <h3>Begin with a template</h3>
      {list(templates.value, "templates")}
      <h3>From the casebook</h3>
      {list(casebook.value, "casebook")}
      <h3>From another program</h3>
      <label>
        GMCR+, GENIUS or GeniusWeb files (a domain together with its profiles), or a dispute:{" "}
        <input
          type="file"
          multiple
          id="import"
          onChange={(event) => {
            const input = event.currentTarget;
            void dropped(input.files).then(() => (input.value = ""));
          }}
        />
      </label>
      <p class="buttons">
        <button type="button" onClick={() => (openDialog.value = false)}>
          Close
        </button>
      </p>
    </dialog>
  );
}

export function SaveDialog() {
  const place = useDialog(saveDialog);
  return (
    <dialog ref={place} onClose={() => (saveDialog.value = false)} aria-labelledby="save-title">
      <h2 id="save-title">Save</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get("name") ?? "").trim();
          const name = typed.endsWith(".toml") ? typed : `${typed}.toml`;
          void save(name, null).then((done) => {
            if (done) saveDialog.value = false;
          });
        }}
      >
        <label>
          Name in {session.value.folder || "this folder"}:{" "}
          <input name="name" required defaultValue={file.value.suggested} key={file.value.suggested} />
        </label>
        <p class="buttons">
          <button type="submit" class="main">
            Save
          </button>
          <button type="button" onClick={() => (saveDialog.value = false)}>
            Not now
          </button>
        </p>
      </form>
    </dialog>
  );
}

// --- the report

const exporting = signal<{ share: number; what: string; end: AbortController } | null>(null);

const kinds = {
  html: ["Report as a page", "text/html"],
  md: ["Report as Markdown", "text/markdown"],
  csv: ["Report as CSV", "text/csv"],
} as const;

async function exportReport(format: keyof typeof kinds): Promise<void> {
  const current = model.value;
  if (!current || exporting.value) return;
  const end = new AbortController();
  exporting.value = { share: 0, what: "", end };
  try {
    const got = await listen<{ text: string; stopped: boolean }>(
      "/api/report",
      { ...asked(current.id, caseId.value, changes.value), format },
      end.signal,
      (share, what) => (exporting.value = { share, what, end }),
    );
    const base = (file.value.name ?? file.value.suggested).replace(/\.toml$/, "").replace(/^.*\//, "");
    download(`${base}.${format}`, kinds[format][1], got.text);
    say(got.stopped ? "The report is there; some of it stopped early and says so." : "The report is there.");
  } catch (error) {
    if (end.signal.aborted) say("No report was made.");
    else sayError(error);
  } finally {
    exporting.value = null;
  }
}

export function ExportMenu() {
  const now = exporting.value;
  if (now) {
    return (
      <span class="running">
        <progress value={now.share} max={1} aria-label="Writing the report" /> {now.what}{" "}
        <button type="button" onClick={() => now.end.abort()}>
          Cancel
        </button>
      </span>
    );
  }
  return (
    <select
      aria-label="Export the report"
      disabled={!model.value?.dispute.has_ladder}
      value=""
      onChange={(event) => {
        const { value } = event.currentTarget;
        event.currentTarget.value = "";
        if (value in kinds) void exportReport(value as keyof typeof kinds);
      }}
    >
      <option value="">Report …</option>
      {Object.entries(kinds).map(([id, [name]]) => (
        <option value={id}>{name}</option>
      ))}
    </select>
  );
}
