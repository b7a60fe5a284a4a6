import { z } from "zod";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { listByPage } from "../../tenant/api/lists.ts";
import { shaped } from "../../tenant/http/shape.ts";
import { ownershipKey, ownershipMark } from "../../configuration/ownership.ts";
import type { Hook } from "./Hook.ts";
import { runAgain } from "./Hook.ts";

const answer = z.object({
  client_id: z.string(),
  client_metadata: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Runs before the state records which client was registered, and deletes duplicates with the same ownership
 * tag. If a creation gets no response, the provider tries again, and each try may have created a client whose
 * id nobody knows.
 */
export const registeredClient: Hook = {
  purpose: "look for applications that were registered twice",
  consequence: "Users are not affected.",
  fix: runAgain,
  async run({ tenant, name, news, olds, declared }) {
    const mark = ownershipMark(await declared.ownershipTag(), name.replace(/-registration$/, ""));
    const own = [news["input"], olds["input"]];
    const others = (await readClients(tenant)).filter(
      ({ client_id: id, client_metadata: metadata }) =>
        metadata?.[ownershipKey] === mark && !own.includes(id),
    );
    for (const { client_id: id } of others)
      await tenant.write(
        { method: "DELETE", path: `/clients/${encodeURIComponent(id)}` },
        `duplicate application ${id} deleted`,
      );
  },
};

/**
 * Runs before the stack stops managing an application that stays on the tenant, and removes the ownership
 * tag. With the tag, the next application of that name would treat it as a duplicate.
 */
export const clientRelease: Hook = {
  purpose: "remove the stack's ownership tag from the application",
  consequence: "Users are not affected.",
  fix: runAgain,
  async run({ tenant, id }) {
    const own = (await readClients(tenant)).find(({ client_id: one }) => one === id);
    if (own?.client_metadata?.[ownershipKey] === undefined) return;
    const body = { client_metadata: { [ownershipKey]: null } };
    const path = `/clients/${encodeURIComponent(id)}`;
    await tenant.write(
      { method: "PATCH", path, body },
      `application ${id} no longer has the stack's ownership tag`,
    );
  },
};

async function readClients(tenant: TenantReader): Promise<z.infer<typeof answer>[]> {
  const what = "the applications";
  const path = "/clients?fields=client_id,client_metadata&is_global=false&include_totals=true";
  return shaped(z.array(answer), await listByPage(tenant, path, "clients", what), what);
}
