import {
  isProperties,
  isSecret,
  type Properties,
  type Value,
} from "../../../sandbox/plugins/bridge/schema/value.ts";

/** The bridge's own key, which records how Terraform's state differs from Pulumi's: never compared. */
const rawStateKey = "__pulumi_raw_state_delta";

/** The differences of two responses: one line per path. */
export function differences(official: Value | undefined, local: Value | undefined, path = ""): string[] {
  if (isProperties(official) && isProperties(local)) {
    return keysOf(official, local).flatMap((key) => differences(official[key], local[key], `${path}.${key}`));
  }
  if (Array.isArray(official) && Array.isArray(local) && official.length === local.length) {
    return official.flatMap((item, index) => differences(item, local[index], `${path}[${index}]`));
  }
  return JSON.stringify(official) === JSON.stringify(local) ? [] : [line(path, official, local)];
}

/**
 * The differences of two responses from different tenants in what does not depend on the tenant: the keys,
 * which values are secret, and each value that the inputs determine.
 */
export function shapeDifferences(
  official: Value | undefined,
  local: Value | undefined,
  inputs: Value | undefined,
  path = "",
): string[] {
  if (isProperties(official) && isProperties(local)) {
    const given = isProperties(inputs) ? inputs : {};
    return keysOf(official, local).flatMap((key) => {
      if (key in official !== key in local) return [line(`${path}.${key}`, official[key], local[key])];
      return shapeDifferences(official[key], local[key], given[key], `${path}.${key}`);
    });
  }
  if (inputs === undefined || inputs === null) {
    return isSecret(official) === isSecret(local) ? [] : [line(path, official, local)];
  }
  if (Array.isArray(official) && Array.isArray(local) && official.length === local.length) {
    const given: Value[] = Array.isArray(inputs) ? inputs : [];
    return official.flatMap((item, index) =>
      shapeDifferences(item, local[index], given[index], `${path}[${index}]`),
    );
  }
  return differences(official, local, path);
}

function keysOf(official: Properties, local: Properties): string[] {
  const keys = new Set([...Object.keys(official), ...Object.keys(local)]);
  return [...keys].filter((key) => key !== rawStateKey);
}

function line(path: string, official: Value | undefined, local: Value | undefined): string {
  return `${path.replace(/^\./, "")}: official ${show(official)}, local ${show(local)}`;
}

function show(value: Value | undefined): string {
  if (isSecret(value)) return "a secret";
  const shown = JSON.stringify(value) as string | undefined;
  return shown === undefined ? "nothing" : shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}
