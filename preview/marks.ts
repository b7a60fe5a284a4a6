/** What the engine prints in place of a secret. */
const secret = "[secret]";

/** What the engine prints in place of a value that a preview can't know. */
const unknowns = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "output<string>",
]);

/** Whether a value, or a part of it, is a secret. */
export function holdsSecretMark(value: unknown): boolean {
  return some(value, (one) => one === secret);
}

/** Whether a value, or a part of it, is known only during the update. */
export function isUnknown(value: unknown): boolean {
  return some(value, (one) => typeof one === "string" && unknowns.has(one));
}

function some(value: unknown, test: (one: unknown) => boolean): boolean {
  if (typeof value !== "object" || value === null) return test(value);
  return Object.values(value).some((inner) => some(inner, test));
}
