// What the server's answers look like (docs/workbench-api.json).

export interface Problem {
  code: string;
  message: string;
  hint?: string;
  line?: number;
  column?: number;
  line_text?: string;
  file?: string;
}

export type Step = string | number;

/** What every row of a dispute has: its name, where it is in the text, and on what it rests. */
export interface Row {
  id: string;
  name: string;
  source: string;
  note: string;
  line: number;
  at: Step[];
}
export interface FactorRow extends Row {
  value: number;
  low: number | null;
  high: number | null;
  range: [number, number] | null;
  drift: number;
  unit: string;
}
export interface PartyRow extends Row {
  negotiator: boolean;
}
export interface IssueRow extends Row {
  options: string[];
  labels: string[];
  status_quo: string;
  by: string[];
  by_any: string[];
  one_way: boolean;
  active: boolean;
}
export interface StatementRow extends Row {
  party: string;
  red_line: boolean;
  formula: string;
  says: string;
  when: string;
  from: string;
  active: boolean;
  weight: number | string | null;
}
export interface RatifierRow extends Row {
  of: string;
  asked_if: string;
  approves: string;
  party: string;
  quota: number | null;
  segments: { name: string; share: number; approves: string }[];
  active: boolean;
}
export interface FormulaRow extends Row {
  formula: string;
  active: boolean;
}
export interface OrderRow extends FormulaRow {
  first: string;
  then: string;
}
export interface PropositionRow {
  id: string;
  formula: string;
  at: Step[];
}
export interface SourceRow {
  id: string;
  name: string;
  title: string;
  author: string;
  publisher: string;
  date: string;
  section: string;
  url: string;
  note: string;
  at: Step[];
}
export interface ClaimRow extends Row {
  by: string;
  says: string;
  holds: string;
}
export interface CorrelationRow extends Row {
  between: [string, string];
  value: number;
}
export interface CaseRow extends Row {
  extends: string;
  set: Record<string, number>;
  on: string[];
  off: string[];
  without: string[];
  compromise: string | null;
}
export interface Dispute {
  title: string;
  note: string;
  date: string;
  has_ladder: boolean;
  graph: boolean;
  question: { text: string; of: string; with: string[]; compromise: string } | null;
  factors: FactorRow[];
  correlations: CorrelationRow[];
  parties: PartyRow[];
  issues: IssueRow[];
  statements: StatementRow[];
  ratifiers: RatifierRow[];
  rules: FormulaRow[];
  orders: OrderRow[];
  coalitions: FormulaRow[];
  cases: CaseRow[];
  propositions: PropositionRow[];
  sources: SourceRow[];
  claims: ClaimRow[];
}

export interface Parsed {
  model: string | null;
  errors: Problem[];
  warnings?: string[];
  dispute: Dispute | null;
}

export interface Figure {
  title: string;
  says: string;
  svg: string;
}
export interface MoveStep {
  by: string[];
  to: Record<string, string>;
}
export interface Deal {
  outcome: Record<string, string>;
  path: MoveStep[] | null;
  legal_path: MoveStep[] | null;
}
export interface Answer {
  case: string;
  name: string;
  ready: boolean;
  verdict: string;
  stops_at: string | null;
  rungs: { name: string; survivors: number; alone: number }[];
  deals: Deal[];
  factors: Record<string, number>;
  stopped: string | null;
}
export interface Ladder {
  sentence: string;
  answer: Answer;
  stopped_by: {
    rung: string;
    statement_id: string;
    says: string;
    source: string;
    note: string;
  }[];
  picture: Figure;
  ways: Figure[];
}
export interface Thresholds {
  thresholds: { factor: string; at: number; below: string; above: string }[];
  single_values: { factor: string; at: number; words: string }[];
  changes: string[];
  makes_ready: boolean;
  stopped: string | null;
  picture: Figure;
}
export interface AnalysisRow {
  id: string;
  command: string;
  question: string;
  needs_ladder: boolean;
}
export interface AnalysisResult {
  id: string;
  stopped: boolean;
  html: string;
  data: unknown;
}

/** What is changed against a case of the file, for the moment. */
export interface Changes {
  set: Record<string, number>;
  on: string[];
  off: string[];
  without: string[];
  compromise: string | null; // another formula for what counts as one
}

export interface Edit {
  path: Step[];
  set?: unknown;
  append?: unknown;
  remove?: boolean;
}
