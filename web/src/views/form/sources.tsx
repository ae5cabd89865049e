// Sources, and what they claim.
import { edit } from "../../state.ts";
import type { Dispute } from "../../types.ts";
import { Add, Card, Common, Field, Section } from "./fields.tsx";

export function Sources({ read }: { read: Dispute }) {
  const keys = ["title", "author", "publisher", "date", "section", "url", "note"] as const;
  return (
    <Section title="Sources" count={read.sources.length}>
      {read.sources.map((row) => (
        <Card key={row.id} row={row} title={row.title || row.id}>
          {keys.map((key) => (
            <Field
              key={key}
              label={key}
              path={[...row.at, key]}
              value={row[key]}
              empty={key !== "title"}
              wide={key === "title" || key === "note" || key === "url"}
            />
          ))}
        </Card>
      ))}
      <Add what="source" add={(id, name) => edit([{ path: ["sources", id, "title"], set: name }])} />
    </Section>
  );
}

export function Claims({ read }: { read: Dispute }) {
  return (
    <Section title="What sources claim" count={read.claims.length}>
      {read.claims.map((row) => (
        <Card key={row.id} row={row} title={row.says}>
          <Field label="in words" path={[...row.at, "says"]} empty={false} value={row.says} wide />
          <Field label="speaker" path={[...row.at, "by"]} value={row.by} />
          <Field label="holds if" kind="formula" empty={false} path={[...row.at, "holds"]} value={row.holds} wide />
          <Common row={row} />
        </Card>
      ))}
      {read.has_ladder && (
        <Add
          what="claim"
          add={(id, name) => edit([{ path: ["claims"], append: { id, says: name, holds: "ready(now)" } }])}
        />
      )}
    </Section>
  );
}
