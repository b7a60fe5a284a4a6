import { messageOf } from "../bridge/errors.ts";

/** The response of the call; a failure in the official provider's words. */
export async function failing<T>(action: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (thrown) {
    throw new Error(`Failed to ${action}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

/** The parts of an import's id. */
export function afterPrefix(name: string, format: RegExp): string[] {
  const match = format.exec(name);
  if (match === null)
    throw new Error(
      `The imported ID (${name}) does not match the format (${format.source.replaceAll("\\", "")})`,
    );
  return match.slice(1);
}
