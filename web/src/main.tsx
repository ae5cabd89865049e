// The workbench's page: a dispute, its answer, and what would change it.
import { effect } from "@preact/signals";
import { render } from "preact";
import * as live from "./live.ts";
import * as state from "./state.ts";
import "./style.css";
import { App } from "./views/app.tsx";
import { editor } from "./views/edit.tsx";

effect(() => editor.show(state.text.value));
effect(() => editor.mark(state.problems.value));
effect(() => {
  const title = state.dispute.value?.title;
  document.title = `${state.unsaved.value ? "• " : ""}${title ? `${title} – ` : ""}Détente`;
});

window.addEventListener("beforeunload", (event) => {
  if (state.unsaved.value) event.preventDefault();
});
window.addEventListener("focus", () => void state.lookAgain());
window.setInterval(() => {
  if (document.visibilityState === "visible") void state.lookAgain();
}, 3000);

live.start();
render(<App />, document.getElementById("app")!);
void (async () => {
  try {
    await state.loadSession();
    if (state.session.value.opened) await state.openFile(state.session.value.opened);
    else state.messages.value = [];
  } catch (error) {
    state.sayError(error);
  }
})();
