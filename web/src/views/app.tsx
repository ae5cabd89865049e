// The frame: what file this is, its cases as tabs, and three views of it.
import { ladder, ladderProblems, verdicts } from "../live.ts";
import {
  type View,
  caseId,
  casesOf,
  changesByCase,
  conflict,
  countOf,
  dismiss,
  dispute,
  file,
  messages,
  noChanges,
  problems,
  save,
  session,
  showText,
  text,
  unsaved,
  view,
} from "../state.ts";
import { AnalysesView } from "./analyses.tsx";
import { AnswerView } from "./answer.tsx";
import { EditView } from "./edit.tsx";
import { ExportMenu, OpenDialog, SaveDialog, dropped, openDialog, saveDialog } from "./files.tsx";
import { Problems } from "./parts.tsx";

export function saveNow(): void {
  const { name, version } = file.value;
  if (name === null) saveDialog.value = true;
  else void save(name, version);
}

function Top() {
  const name = file.value.name ?? file.value.suggested;
  return (
    <header class="top">
      <p class="brand">Détente</p>
      <p class="file">
        {text.value === "" && file.value.name === null ? (
          "No dispute is open"
        ) : (
          <>
            <strong>{name}</strong>{" "}
            <span class="state" data-unsaved={unsaved.value}>
              {file.value.name === null ? "not saved yet" : unsaved.value ? "changed" : "saved"}
            </span>
          </>
        )}
      </p>
      <div class="buttons">
        <button type="button" onClick={() => (openDialog.value = true)}>
          Open …
        </button>
        <button type="button" onClick={saveNow} disabled={!unsaved.value}>
          Save
        </button>
        <ExportMenu />
      </div>
    </header>
  );
}

function Question() {
  const read = dispute.value;
  if (!read) return null;
  const answer = ladder.value?.answer;
  const chip = !answer ? "…" : answer.ready ? "ready" : "not ready";
  return (
    <section class="question" aria-label="Question and answer">
      <h1>{read.question?.text || read.title}</h1>
      {read.has_ladder && (
        <p class="answer" aria-live="polite" id="verdict">
          <span class="chip" data-ready={answer?.ready ?? false}>
            {chip}
          </span>{" "}
          {ladder.value?.sentence ?? ""}
        </p>
      )}
      {!read.has_ladder && (
        <p>
          This file asks no question that has a ladder; stability and bargaining are under “Analyses”.
        </p>
      )}
      <Problems list={ladderProblems.value} />
    </section>
  );
}

// A row of tabs as the keyboard expects it: one stop, arrows move.
export function arrows(event: KeyboardEvent): void {
  const row = event.currentTarget as HTMLElement;
  const tabs = [...row.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
  const to =
    event.key === "ArrowRight"
      ? (at + 1) % tabs.length
      : event.key === "ArrowLeft"
        ? (at + tabs.length - 1) % tabs.length
        : event.key === "Home"
          ? 0
          : event.key === "End"
            ? tabs.length - 1
            : -1;
  if (at < 0 || to < 0) return;
  event.preventDefault();
  tabs[to]!.focus();
  tabs[to]!.click();
}

function Cases() {
  const read = dispute.value;
  if (!read) return null;
  return (
    <div class="cases" role="tablist" aria-label="Cases" onKeyDown={arrows}>
      {casesOf(read).map((row) => {
        const verdict = verdicts.value[row.id];
        const own = countOf(changesByCase.value[row.id] ?? noChanges);
        const chosen = caseId.value === row.id;
        return (
          <button
            type="button"
            role="tab"
            id={`case-${row.id}`}
            aria-selected={chosen}
            aria-controls="view"
            tabIndex={chosen ? 0 : -1}
            title={row.note || row.id}
            onClick={() => (caseId.value = row.id)}
          >
            {row.name}
            {own > 0 && <span class="small"> · changed</span>}
            <span class="verdict" data-ready={verdict?.ready ?? false}>
              {verdict ? (verdict.ready ? "ready" : `stops: ${verdict.stops_at}`) : " "}
            </span>
          </button>
        );
      })}
    </div>
  );
}

const views: [View, string][] = [
  ["answer", "Answer"],
  ["edit", "Edit"],
  ["analyses", "Analyses"],
];

function Views() {
  return (
    <nav class="views" aria-label="Views">
      {views.map(([id, name]) => (
        <button
          type="button"
          aria-current={view.value === id ? "page" : undefined}
          onClick={() => (view.value = id)}
        >
          {name}
          {id === "edit" && problems.value.length > 0 && (
            <span class="count"> {problems.value.length} to mend</span>
          )}
        </button>
      ))}
    </nav>
  );
}

function Conflict() {
  const there = conflict.value;
  const { name } = file.value;
  if (!there || name === null) return null;
  return (
    <section class="conflict" role="alert">
      <p>
        <strong>{name} was changed elsewhere</strong>, in another window or by another program. What
        is here was not saved over it.
      </p>
      <div class="buttons">
        <button type="button" onClick={() => showText(there.text, name, there.version)}>
          Take the file as it is there
        </button>
        <button type="button" onClick={() => void save(name, there.version)}>
          Save mine over it
        </button>
        <button type="button" onClick={() => (saveDialog.value = true)}>
          Save mine under another name
        </button>
      </div>
      <details>
        <summary>What differs</summary>
        <Differences mine={text.value} theirs={there.text} />
      </details>
    </section>
  );
}

// Lines that only one of two texts has.
function Differences({ mine, theirs }: { mine: string; theirs: string }) {
  const only = (a: string, b: string) => {
    const others = new Set(b.split("\n"));
    return a.split("\n").filter((line) => line.trim() !== "" && !others.has(line));
  };
  return (
    <div class="two">
      <div>
        <h3>Only here</h3>
        <pre tabIndex={0}>{only(mine, theirs).join("\n") || "(no line)"}</pre>
      </div>
      <div>
        <h3>Only in the file</h3>
        <pre tabIndex={0}>{only(theirs, mine).join("\n") || "(no line)"}</pre>
      </div>
    </div>
  );
}

function Messages() {
  return (
    <div class="messages" role="status" aria-live="polite">
      {messages.value.map((one) => (
        <p key={one.id} data-bad={one.bad}>
          {one.text}
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(one.id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}

function Welcome() {
  return (
    <section class="welcome">
      <h1>A dispute goes in, the answer comes out</h1>
      <p>
        Open a file of <strong>{session.value.folder || "this folder"}</strong>, look at a dispute of
        the casebook, begin with a template, or drop a file here: a dispute, a GMCR+ file, or GENIUS
        and GeniusWeb domains with their profiles.
      </p>
      <p>
        <button type="button" class="main" onClick={() => (openDialog.value = true)}>
          Open …
        </button>
      </p>
    </section>
  );
}

export function App() {
  const open = text.value !== "" || file.value.name !== null;
  return (
    <div
      class="app"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void dropped(event.dataTransfer?.files);
      }}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key === "s") {
          event.preventDefault();
          if (unsaved.value) saveNow();
        }
      }}
    >
      <a class="skip" href="#view">
        To the answer
      </a>
      <Top />
      <Conflict />
      <main id="view" tabIndex={-1}>
        {open ? (
          <>
            <Question />
            <Cases />
            <Views />
            {view.value === "answer" && <AnswerView />}
            {view.value === "edit" && <EditView />}
            {view.value === "analyses" && <AnalysesView />}
          </>
        ) : (
          <Welcome />
        )}
      </main>
      <Messages />
      <OpenDialog />
      <SaveDialog />
    </div>
  );
}
