import { randomUUID } from "node:crypto";

/** What runs for a `ClientMark` (docs/decisions/0021). It calls nobody. */
export function create(): Promise<{ id: string; outs: { mark: string } }> {
  return Promise.resolve({ id: "mark", outs: { mark: randomUUID() } });
}

/** A mark is for ever. */
export function diff(): Promise<{ changes: false }> {
  return Promise.resolve({ changes: false });
}
