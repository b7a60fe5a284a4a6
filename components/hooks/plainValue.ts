import * as pulumi from "@pulumi/pulumi";

/** What the SDK's types omit from an output. */
interface Awaitable {
  isKnown: Promise<boolean>;
  promise: () => Promise<unknown>;
}

/**
 * Marks a value as special between engine and program. The only such value that reaches a hook is a secret.
 */
const secretMark = "4dabf18193072939515e22adb298388d";

/**
 * A value with its outputs resolved and its secrets in plaintext. Values that a preview can't know are
 * `undefined`.
 */
export async function plainValue(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    const output = value as unknown as Awaitable;
    return (await output.isKnown) ? plainValue(await output.promise()) : undefined;
  }
  if (Array.isArray(value)) return Promise.all(value.map(plainValue));
  if (typeof value !== "object" || value === null) return value;
  // The SDK passes a secret list to a hook as the engine sent it.
  if (secretMark in value) return plainValue((value as { value?: unknown }).value);
  const members = Object.entries(value).map(async ([name, one]) => [name, await plainValue(one)] as const);
  return Object.fromEntries(await Promise.all(members));
}
