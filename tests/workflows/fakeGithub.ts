import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface Post {
  id: number;
  body: string;
  user: { login: string };
  title?: string;
  number?: number;
  state?: string;
}

interface Arguments {
  body?: string;
  title?: string;
  state?: string;
  issue_number?: number;
  comment_id?: number;
}

/** GitHub's issues and their comments, as far as the workflows' scripts use them. */
export class FakeGithub {
  readonly comments: Post[] = [];
  readonly issues: Post[] = [];
  readonly calls: string[] = [];

  readonly rest = {
    issues: {
      listForRepo: "issues" as const,
      listComments: "comments" as const,
      createComment: (one: Arguments) => this.#add(this.comments, "createComment", one),
      updateComment: (one: Arguments) => this.#change(this.comments, "updateComment", one),
      create: (one: Arguments) => this.#add(this.issues, "create", one),
      update: (one: Arguments) => this.#change(this.issues, "update", one),
    },
  };

  paginate = (list: "issues" | "comments", options: { state?: string }) =>
    Promise.resolve(this[list].filter(({ state }) => options.state === undefined || state === options.state));

  #add(list: Post[], call: string, { body = "", title }: Arguments): Promise<void> {
    this.calls.push(call);
    const id = list.length + 1;
    const user = { login: "github-actions[bot]" };
    list.push({ id, number: id, body, user, state: "open", ...(title === undefined ? {} : { title }) });
    return Promise.resolve();
  }

  #change(list: Post[], call: string, one: Arguments): Promise<void> {
    this.calls.push(call);
    const post = list.find(({ id }) => id === (one.comment_id ?? one.issue_number));
    if (!post) throw new Error(`${call}: there is none of that number`);
    post.body = one.body ?? post.body;
    if (one.state !== undefined) post.state = one.state;
    return Promise.resolve();
  }
}

/** Runs an inline script of actions/github-script in a folder with these files. */
export async function runScript(
  script: string,
  github: FakeGithub,
  files: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "workflow-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  // The script reads below the job's folder; a test's process can't change its own.
  const fs = createRequire(import.meta.url)("node:fs") as Record<
    string,
    (path: string, ...rest: unknown[]) => unknown
  >;
  const within = Object.fromEntries(
    ["existsSync", "readdirSync", "readFileSync"].map((name) => [
      name,
      (path: string, ...rest: unknown[]) => fs[name]?.(join(folder, path), ...rest),
    ]),
  );
  const context = {
    repo: { owner: "acme", repo: "tenants" },
    issue: { number: 7 },
    serverUrl: "https://github.com",
    runId: 99,
  };
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
  await (new Function("github", "context", "require", "process", `return (async () => {${script}})()`)(
    github,
    context,
    () => within,
    { env: environment },
  ) as Promise<void>);
}
