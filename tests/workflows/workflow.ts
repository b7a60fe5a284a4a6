import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

const folder = new URL("../../.github/workflows/", import.meta.url);

export interface Step {
  name: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}

export interface Job {
  name: string;
  if?: string;
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  environment?: string;
  steps: Step[];
}

export interface Workflow {
  file: string;
  text: string;
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, Job>;
}

/** The project's workflows, for the repositories of its users. */
export const workflows: Workflow[] = readdirSync(folder).map((file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  return { ...(parse(text) as Omit<Workflow, "file" | "text">), file, text };
});

export function jobOf(file: string, job: string): Job {
  const found = workflows.find((one) => one.file === file)?.jobs[job];
  if (!found) throw new Error(`no job ${job} in ${file}`);
  return found;
}

/** A step's inline script. */
export function scriptOf(job: Job): string {
  const script = job.steps.find(({ uses }) => uses?.startsWith("actions/github-script@"))?.with?.["script"];
  if (typeof script !== "string") throw new Error(`${job.name} has no script`);
  return script;
}
