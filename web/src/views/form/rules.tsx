// Rules, the order of steps, cases and named formulas.
import { edit } from "../../state.ts";
import type { Dispute } from "../../types.ts";
import { Add, Card, Check, Common, Field, Section, aFormula } from "./fields.tsx";

export function Formulas({ read }: { read: Dispute }) {
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

export function Propositions({ read }: { read: Dispute }) {
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
