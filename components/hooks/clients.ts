import { z } from "zod";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { listByPage } from "../../tenant/api/lists.ts";
import { shaped } from "../../tenant/http/shape.ts";
import { ownershipKey, ownershipMark } from "../../configuration/ownership.ts";
import type { Hook } from "./Hook.ts";

const answer = z.object({
  client_id: z.string(),
  client_metadata: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Comes before the state records which client was registered, and deletes others of the same mark: the
 * provider tries a creation again that had no answer, and each try may have made one. Nobody knows their ids.
 */
export const registeredClient: Hook = {
  purpose: "look for applications that were registered twice",
  consequence: "Users are not affected. Fix the error and run the command again.",
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
        `application ${id} deleted, which was registered twice`,
      );
  },
};

/**
 * Comes before the stack lets go of an application that stays: takes the mark off, which would make the next
 * one of its name take it for one that was registered twice.
 */
export const clientRelease: Hook = {
  purpose: "take the stack's mark off the application",
  consequence: "Users are not affected. Fix the error and run the command again.",
  async run({ tenant, id }) {
    const own = (await readClients(tenant)).find(({ client_id: one }) => one === id);
    if (own?.client_metadata?.[ownershipKey] === undefined) return;
    const body = { client_metadata: { [ownershipKey]: null } };
    const path = `/clients/${encodeURIComponent(id)}`;
    await tenant.write(
      { method: "PATCH", path, body },
      `application ${id} is no longer marked as the stack's`,
    );
  },
};

async function readClients(tenant: TenantReader): Promise<z.infer<typeof answer>[]> {
  const what = "the applications";
  const path = "/clients?fields=client_id,client_metadata&is_global=false&include_totals=true";
  return shaped(z.array(answer), await listByPage(tenant, path, "clients", what), what);
}
