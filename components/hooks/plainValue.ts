import * as pulumi from "@pulumi/pulumi";

/** What the SDK's types leave out of an output. */
interface Awaitable {
  isKnown: Promise<boolean>;
  promise: () => Promise<unknown>;
}

/**
 * Marks a value as special on its way between engine and program; a secret is the only such value that
 * reaches a hook.
 */
const secretMark = "4dabf18193072939515e22adb298388d";

/** A value without the outputs in it, secrets in clear. What a preview can't know is `undefined`. */
export async function plainValue(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    const output = value as unknown as Awaitable;
    return (await output.isKnown) ? plainValue(await output.promise()) : undefined;
  }
  if (Array.isArray(value)) return Promise.all(value.map(plainValue));
  if (typeof value !== "object" || value === null) return value;
  // The SDK hands a secret list on to a hook as it came from the engine.
  if (secretMark in value) return plainValue((value as { value?: unknown }).value);
  const members = Object.entries(value).map(async ([name, one]) => [name, await plainValue(one)] as const);
  return Object.fromEntries(await Promise.all(members));
}
