import type { Change } from "../bridge/lifecycle/resource.ts";
import { unknown, type Value } from "../bridge/schema/value.ts";
import type { TwilioApi } from "./api.ts";

/** A property's parameter, and whether an empty string is sent (otherwise Twilio keeps the old value). */
export interface Sent {
  parameter: string;
  clears?: true;
}

/** The parameters of a call: everything planned, except for strings that were never set. */
export function formOf(
  { planned, changed }: Pick<Change<TwilioApi>, "planned" | "changed">,
  table: Readonly<Record<string, Sent>>,
  at = "",
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { parameter, clears }]) => {
      const text = textOf(planned[name]);
      if (text !== "") return [[parameter, text]];
      return clears === true && changed(`${at}${name}`) ? [[parameter, ""]] : [];
    }),
  );
}

/** Empty if it is unset or unknown. */
function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value === unknown ? "" : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
