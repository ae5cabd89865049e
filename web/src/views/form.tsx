// The dispute as a form.
import { dispute } from "../state.ts";
import { Field } from "./form/fields.tsx";
import { Formulas, Propositions } from "./form/rules.tsx";
import { Correlations, Factors, Issues, Parties } from "./form/scene.tsx";
import { Claims, Sources } from "./form/sources.tsx";
import { Ratifiers, Statements } from "./form/statements.tsx";

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
      <Correlations read={read} />
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
