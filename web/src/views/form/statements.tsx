// What the parties want, and who must ratify.
import { edit } from "../../state.ts";
import type { Dispute, StatementRow } from "../../types.ts";
import { Add, Card, Check, Common, Field, Section, aFormula } from "./fields.tsx";

function StatementCard({ row }: { row: StatementRow }) {
  return (
    <Card row={row} title={row.says || row.formula}>
      <Field label="in words" path={[...row.at, "says"]} value={row.says} wide />
      <Field
        label={row.red_line ? "never" : "wants"}
        kind="formula"
        empty={false}
        path={[...row.at, row.red_line ? "never" : "wants"]}
        value={row.formula}
        wide
      />
      {row.weight !== null && (
        <Field label="weight" kind="weight" path={[...row.at, "weight"]} value={row.weight} />
      )}
      <Field label="only when" kind="formula" path={[...row.at, "when"]} value={row.when} />
      <Field label="pressed by" path={[...row.at, "from"]} value={row.from} />
      <Check label="counts" path={[...row.at, "active"]} value={row.active} />
      <Common row={row} />
    </Card>
  );
}

export function Statements({ read }: { read: Dispute }) {
  return (
    <>
      {read.parties.map((party) => {
        const rows = read.statements.filter((row) => row.party === party.id);
        const list = rows[0]?.at.slice(0, -1) ?? ["preferences", party.id];
        const row = (key: "wants" | "never") => ({
          [key]: aFormula(read),
          ...(key === "wants" ? { weight: 1 } : {}),
        });
        const add = (key: "wants" | "never", says: string) => {
          const value = { ...row(key), says };
          return edit([
            rows.length > 0 ? { path: list, append: value } : { path: list, set: [value] },
          ]);
        };
        return (
          <Section key={party.id} title={`What ${party.name || party.id} wants`} count={rows.length}>
            {rows.map((one) => (
              <StatementCard key={one.id} row={one} />
            ))}
            <Add what="wish" add={(_id, name) => add("wants", name)} />
            <Add what="red line" add={(_id, name) => add("never", name)} />
          </Section>
        );
      })}
    </>
  );
}

export function Ratifiers({ read }: { read: Dispute }) {
  return (
    <Section title="Who must ratify" count={read.ratifiers.length}>
      {read.ratifiers.map((row) => (
        <Card key={row.id} row={row} title={row.name || row.id}>
          <Field label="name" path={[...row.at, "name"]} value={row.name} />
          <Field label="of" path={[...row.at, "of"]} empty={false} value={row.of} />
          <Field label="asked if" kind="formula" path={[...row.at, "asked_if"]} value={row.asked_if} wide />
          {row.quota !== null && (
            <Field label="quota" kind="number" path={[...row.at, "quota"]} value={row.quota} />
          )}
          {row.approves && (
            <Field label="approves" kind="formula" path={[...row.at, "approves"]} value={row.approves} wide />
          )}
          {row.segments.map((segment, k) => (
            <fieldset key={k}>
              <legend>{segment.name || `segment ${k + 1}`}</legend>
              <Field
                label="share"
                kind="number"
                empty={false}
                path={[...row.at, "segments", k, "share"]}
                value={segment.share}
              />
              <Field
                label="approves"
                kind="formula"
                empty={false}
                path={[...row.at, "segments", k, "approves"]}
                value={segment.approves}
                wide
              />
            </fieldset>
          ))}
          <Check label="is asked" path={[...row.at, "active"]} value={row.active} />
          <Common row={row} />
        </Card>
      ))}
      <Add
        what="ratifier"
        add={(id, name) =>
          edit([
            { path: ["ratifiers", id, "name"], set: name },
            { path: ["ratifiers", id, "of"], set: read.question?.of ?? read.parties[0]?.id ?? "" },
            { path: ["ratifiers", id, "approves"], set: aFormula(read) },
          ])
        }
      />
    </Section>
  );
}
