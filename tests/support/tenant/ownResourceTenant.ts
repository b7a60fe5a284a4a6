import { onTestFinished, vi } from "vitest";
import { configure } from "../../../components/hooks/stackAccess.ts";

/** What a tenant answers, by `METHOD /path`; a number is a refusal with that status. Later answers of a list come one by one. */
export type Answers = Record<string, unknown>;

/** Stands in for the tenant of a dynamic resource, whose calls it gives as they come: `METHOD /path body`. */
export async function tenantThatAnswers(answers: Answers): Promise<string[]> {
  const config: Record<string, string> = {
    "auth0:domain": "tenant.eu.auth0.com",
    "auth0:apiToken": "a-token",
  };
  await configure({ config: { get: (key) => config[key] } });
  const calls: string[] = [];
  const lists = new Map<string, unknown[]>();
  vi.stubGlobal("fetch", (url: string, { method = "GET", body }: { method?: string; body?: string }) => {
    const { pathname, search } = new URL(url);
    const call = `${method} ${pathname.replace("/api/v2", "")}`;
    calls.push(`${call}${search}${body === undefined ? "" : ` ${body}`}`);
    const given = answers[call];
    const queue = lists.get(call) ?? (given instanceof InTurn ? [...given.answers] : [given]);
    lists.set(call, queue.length > 1 ? queue.slice(1) : queue);
    const answer = queue[0];
    if (typeof answer === "number")
      return Promise.resolve(Response.json({ message: "no" }, { status: answer }));
    return Promise.resolve(
      answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer),
    );
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return calls;
}

/** One answer after the other; the last one stays. */
export class InTurn {
  readonly answers: unknown[];

  constructor(...answers: unknown[]) {
    this.answers = answers;
  }
}
