// The server's JSON API: one function that asks, one that listens to lines of progress.
import type { Problem } from "./types.ts";

/** A request that was refused, with the errors that the server gave. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problems: Problem[],
    readonly body: Record<string, unknown>,
  ) {
    super(problems.map(inWords).join(" ") || `the server answered with ${status}`);
  }
}

/** A problem as one or two sentences. */
export function inWords(problem: Problem): string {
  const where = problem.line ? `Line ${problem.line}: ` : "";
  return where + problem.message + (problem.hint ? ` (${problem.hint})` : "");
}

export interface Options {
  body?: unknown;
  method?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function send(target: string, options: Options): Promise<Response> {
  const method = options.method ?? (options.body === undefined ? "GET" : "POST");
  const request: RequestInit = { method, headers: { ...options.headers }, cache: "no-store" };
  if (options.body !== undefined) {
    request.body = JSON.stringify(options.body);
    request.headers = { "Content-Type": "application/json", ...options.headers };
  }
  if (options.signal) request.signal = options.signal;
  let response: Response;
  try {
    response = await fetch(target, request);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Refused(
      0,
      [{ code: "gone", message: "The server does not answer. Is detente serve still running?" }],
      {},
    );
  }
  return response;
}

async function refused(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return new Refused(response.status, (body["errors"] as Problem[] | undefined) ?? [], body);
}

export async function ask<T>(target: string, options: Options = {}): Promise<T> {
  const response = await send(target, options);
  if (!response.ok) throw await refused(response);
  return (await response.json()) as T;
}

/** The text of a file and its version; null if it still has the version that is known. */
export async function readFile(
  name: string,
  known: string | null,
): Promise<{ text: string; version: string } | null> {
  const headers: Record<string, string> = known ? { "If-None-Match": `"${known}"` } : {};
  const response = await send(`/api/file?name=${encodeURIComponent(name)}`, { headers });
  if (response.status === 304) return null;
  if (!response.ok) throw await refused(response);
  return (await response.json()) as { text: string; version: string };
}

interface Line<T> {
  progress?: number;
  what?: string;
  result?: T;
  errors?: Problem[];
}

/** A long request: lines of progress come first, the result last. Aborting it cancels the work. */
export async function listen<T>(
  target: string,
  body: unknown,
  signal: AbortSignal,
  progress: (share: number, what: string) => void,
): Promise<T> {
  const response = await send(target, { body, signal });
  if (!response.ok || !response.body) throw await refused(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      const line = JSON.parse(text) as Line<T>;
      if (line.errors) throw new Refused(response.status, line.errors, {});
      if (line.result !== undefined) return line.result;
      progress(line.progress ?? 0, line.what ?? "");
    }
    if (done) throw new Refused(0, [{ code: "gone", message: "The server went away." }], {});
  }
}
