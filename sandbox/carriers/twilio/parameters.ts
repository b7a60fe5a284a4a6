import { badRequest } from "./errors.ts";

export type ParameterValue = string | boolean | number | null;

/**
 * The parameters that an API user may set on a resource, and their defaults; the type of a value stays the
 * same.
 */
export type ParameterTable = Readonly<Record<string, ParameterValue>>;

export type Parameters<Table extends ParameterTable> = Partial<Record<keyof Table & string, ParameterValue>>;

/**
 * The parameters in the table that a request sets. An empty value resets a parameter whose default is null.
 */
export function readParameters<Table extends ParameterTable>(
  form: URLSearchParams,
  table: Table,
): Parameters<Table> {
  const set = Object.entries(table).flatMap(([name, initial]) => {
    const text = form.get(name);
    return text === null ? [] : [[name, valueOf(name, text, initial)] as const];
  });
  return Object.fromEntries(set) as Parameters<Table>;
}

function valueOf(name: string, text: string, initial: ParameterValue): ParameterValue {
  if (name.endsWith("Method") && !/^(GET|POST)$/.test(text)) throw invalid(name);
  if (typeof initial === "boolean") {
    if (!/^(true|false)$/i.test(text)) throw invalid(name);
    return text.toLowerCase() === "true";
  }
  if (typeof initial === "number") {
    if (!/^\d{1,9}$/.test(text)) throw invalid(name);
    return Number(text);
  }
  return initial === null && text === "" ? null : text;
}

/** [twilio.com/docs/api/errors/20001] */
const invalid = (name: string): Error => badRequest(20001, `Invalid parameter: ${name}`);

/** [recorded by an SDK's tests for another v2 API: twilio.com/docs/errors/20001] */
export const missing = (name: string): Error =>
  badRequest(20001, `Missing required parameter ${name} in the post body`);

/** The resource's fields by their names in responses: `SmsUrl` is `sms_url`. */
export function fieldsOf(
  table: ParameterTable,
  set: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  return Object.fromEntries(
    Object.entries({ ...table, ...set }).map(([name, value]) => [
      name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase(),
      value,
    ]),
  );
}
