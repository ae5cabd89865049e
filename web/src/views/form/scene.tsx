// Factors and how they are drawn together, parties and issues.
import { edit } from "../../state.ts";
import type { Dispute } from "../../types.ts";
import { Add, Card, Check, Common, Field, Section } from "./fields.tsx";

export function Factors({ read }: { read: Dispute }) {
  return (
    <Section title="Factors" count={read.factors.length}>
      {read.factors.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="value" kind="number" empty={false} path={[...row.at, "value"]} value={row.value} />
          <Field
            label="range"
            kind="numbers"
            path={[...row.at, "range"]}
            value={row.range ? row.range.join(", ") : ""}
            hint="low, high"
          />
          <Field label="change per year" kind="number" path={[...row.at, "drift"]} value={row.drift || ""} />
          <Field label="unit" path={[...row.at, "unit"]} value={row.unit} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="factor"
        add={(id, name) => edit([{ path: ["factors", id], set: { value: 0.5, range: [0, 1], name } }])}
      />
    </Section>
  );
}

export function Correlations({ read }: { read: Dispute }) {
  if (read.factors.length < 2) return null;
  return (
    <Section title="Factors drawn together" count={read.correlations.length}>
      {read.correlations.map((row) => (
        <Card key={row.at.join(".")} row={row} title={row.between.join(" and ")}>
          <Field label="between" kind="list" empty={false} path={[...row.at, "between"]} value={row.between.join(", ")} />
          <Field label="correlation" kind="number" empty={false} path={[...row.at, "value"]} value={row.value} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="pair: say why"
        add={(_id, name) =>
          edit([
            {
              path: ["correlations"],
              append: { between: read.factors.slice(0, 2).map((row) => row.id), value: 0.5, note: name },
            },
          ])
        }
      />
    </Section>
  );
}

export function Parties({ read }: { read: Dispute }) {
  return (
    <Section title="Parties" count={read.parties.length}>
      {read.parties.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Common row={row} />
        </Card>
      ))}
      <Add what="party" add={(id, name) => edit([{ path: ["parties", id], set: { name } }])} />
    </Section>
  );
}

export function Issues({ read }: { read: Dispute }) {
  return (
    <Section title="Issues" count={read.issues.length}>
      {read.issues.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="options" kind="list" empty={false} path={[...row.at, "options"]} value={row.options.join(", ")} />
          {row.by.length > 0 ? (
            <Field label="decided together by" kind="list" path={[...row.at, "by"]} value={row.by.join(", ")} />
          ) : (
            <Field label="decided by any of" kind="list" path={[...row.at, "by_any"]} value={row.by_any.join(", ")} />
          )}
          <Field
            label="today"
            path={["status_quo", row.id]}
            value={row.status_quo}
            empty={false}
          />
          <Check label="cannot be taken back" path={[...row.at, "one_way"]} value={row.one_way} />
          <Check label="on the table" path={[...row.at, "active"]} value={row.active} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="issue"
        add={(id, name) =>
          edit([
            {
              path: ["issues", id],
              set: { name, options: ["no", "yes"], by: read.parties.slice(0, 1).map((row) => row.id) },
            },
          ])
        }
      />
    </Section>
  );
}
