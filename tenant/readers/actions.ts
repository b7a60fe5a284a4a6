import { z } from "zod";
import { listByPage } from "../api/lists.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** The code and settings of an Action or one of its versions. */
interface ActionSource {
  code: string;
  runtime: string | undefined;
  /** npm packages and the tenant's Action modules, as `name@version`. */
  dependencies: string[];
  secrets: ActionSecret[];
}

/** The API never returns a secret's value. */
export interface ActionSecret {
  name: string;
  updatedAt: Date | undefined;
}

export interface Action extends ActionSource {
  id: string;
  name: string;
  /** `built`, `failed` … */
  status: string;
  /** Whether the code, runtime and secrets are those of the deployed version. */
  isDeployed: boolean;
  /** The version that runs; `undefined` if nothing has been deployed. */
  deployed: (ActionSource & { number: number | undefined; deployedAt: Date | undefined }) | undefined;
}

const text = z.string().nullish();

const source = z.object({
  code: text,
  runtime: text,
  dependencies: z.array(z.object({ name: text, version: text })).nullish(),
  modules: z.array(z.object({ module_name: text, module_version_number: z.number().nullish() })).nullish(),
  secrets: z.array(z.object({ name: z.string(), updated_at: text })).nullish(),
});

const action = source.extend({
  id: z.string(),
  name: z.string(),
  status: text,
  all_changes_deployed: z.boolean().nullish(),
  deployed_version: source.extend({ number: z.number().nullish(), built_at: text }).nullish(),
});

/** The Actions of one trigger, including drafts. */
export async function readActions(api: TenantReader, trigger: string): Promise<Action[]> {
  const what = `the Actions of ${trigger}`;
  const path = `/actions/actions?triggerId=${encodeURIComponent(trigger)}`;
  const items = await listByPage(api, path, "actions", what);
  return shaped(z.array(action), items, what).map((found) => ({
    id: found.id,
    name: found.name,
    status: found.status ?? "unknown",
    isDeployed: found.all_changes_deployed === true,
    ...sourceOf(found),
    deployed: found.deployed_version
      ? {
          ...sourceOf(found.deployed_version),
          number: found.deployed_version.number ?? undefined,
          deployedAt: dateOf(found.deployed_version.built_at),
        }
      : undefined,
  }));
}

function sourceOf(found: z.infer<typeof source>): ActionSource {
  return {
    code: found.code ?? "",
    runtime: found.runtime ?? undefined,
    dependencies: [
      ...(found.dependencies ?? []),
      ...(found.modules ?? []).map((one) => ({ name: one.module_name, version: one.module_version_number })),
    ].map(({ name, version }) => `${name ?? "?"}@${version ?? "?"}`),
    secrets: (found.secrets ?? []).map(({ name, updated_at: at }) => ({ name, updatedAt: dateOf(at) })),
  };
}

const dateOf = (time: string | null | undefined): Date | undefined =>
  typeof time === "string" ? new Date(time) : undefined;
