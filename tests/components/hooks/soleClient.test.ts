import { expect, test } from "vitest";
import { create as createMark, diff as diffMark } from "../../../components/hooks/clientMark.ts";
import { create, diff, update } from "../../../components/hooks/soleClient.ts";
import { InTurn, tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

const own = { clientId: "c1", mark: "m", key: "made-by" };
const marked = (client_id: string, mark?: string) => ({
  client_id,
  ...(mark !== undefined && { client_metadata: { "made-by": mark } }),
});

test("clients of the same mark go, all others stay", async () => {
  const calls = await tenantThatAnswers({
    "GET /clients": [marked("c1", "m"), marked("c2", "m"), marked("c3", "other"), marked("c4")],
  });
  expect(await create(own)).toEqual({ id: "sole", outs: own });
  expect(calls.filter((call) => call.startsWith("DELETE"))).toEqual(["DELETE /clients/c2"]);
});

test("each page is looked at, and one that is gone already is no failure", async () => {
  const full = Array.from({ length: 100 }, (_, index) => marked(`other${index}`));
  const calls = await tenantThatAnswers({
    "GET /clients": new InTurn(full, [marked("c2", "m")]),
    "DELETE /clients/c2": 404,
  });
  await update("sole", own, own);
  expect(calls).toHaveLength(3);
});

test("only another client is a reason to look again", async () => {
  expect(await diff("sole", own, own)).toEqual({ changes: false });
  expect(await diff("sole", own, { ...own, clientId: "c9" })).toEqual({ changes: true });
});

test("a mark is random, and never changes", async () => {
  const [one, other] = await Promise.all([createMark(), createMark()]);
  expect(one.outs.mark).not.toBe(other.outs.mark);
  expect(await diffMark()).toEqual({ changes: false });
});
