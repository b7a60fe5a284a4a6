import { defaultsKey } from "./inputs.ts";
import { itemFields, terraformName, type Fields, type Property } from "./property.ts";
import { isAbsent, isProperties, unknown, type Properties, type Value } from "./value.ts";

/** A property's path: `phone.0.provider` for Terraform, `factor.phone.provider` for people. */
interface Place {
  terraform: string;
  pulumi: string;
}

/** All problems with the inputs, in the official provider's words. */
export function validate(fields: Fields, inputs: Properties, resource: string): string[] {
  const failures: string[] = [];
  const given = new Set<string>();
  const rules: (() => void)[] = [];
  const fail = (place: Place, reason: string): void => {
    failures.push(`${reason}. Examine values at '${place.pulumi}'.`);
  };

  const visit = (of: Fields, values: Properties, at: Place): void => {
    for (const [name, property] of Object.entries(of)) {
      const place = below(at, name, property);
      const value = values[name];
      if (!isAbsent(value)) visitValue(property, value, place);
      else if (property.required) {
        fail(
          place,
          `Missing required argument. The argument "${place.terraform}" is required, but no definition was found.`,
        );
      }
    }
    for (const name of Object.keys(values)) {
      if (name !== defaultsKey && !(name in of)) {
        fail({ terraform: name, pulumi: `${at.pulumi}.${name}` }, "Invalid or unknown key");
      }
    }
  };

  const visitValue = (property: Property, value: Value, place: Place): void => {
    given.add(place.terraform);
    // A property that lacks its companions gets only that error.
    rules.push(() => {
      const relations = relationFailures(property, place, given);
      const own = value === unknown ? [] : valueFailures(property, value, place);
      for (const reason of relations.length > 0 ? relations : own) fail(place, reason);
    });
    if (value === unknown) return;
    if (property.kind === "object" && isProperties(value)) {
      const inside = { ...place, terraform: `${place.terraform}.0` };
      visit(property.fields, value, inside);
      if (property.needsOne) failWithoutAny(property.fields, value, inside);
    }
    const item = itemFields(property);
    if (!item || !Array.isArray(value)) return;
    value.forEach((entry, index) => {
      if (!isProperties(entry)) return;
      visit(item, entry, {
        terraform: `${place.terraform}.${index}`,
        pulumi: `${place.pulumi}[${index}]`,
      });
    });
  };

  const failWithoutAny = (of: Fields, values: Properties, at: Place): void => {
    const places = Object.entries(of).map(([name, property]) => below(at, name, property));
    if (Object.keys(of).some((name) => !isAbsent(values[name]))) return;
    const paths = places.map(({ terraform }) => terraform).join(",");
    for (const place of places) {
      fail(place, `Missing required argument. "${place.terraform}": one of \`${paths}\` must be specified`);
    }
  };

  visit(fields, inputs, { terraform: "", pulumi: resource });
  for (const rule of rules) rule();
  return failures;
}

function below(at: Place, name: string, property: Property): Place {
  const own = terraformName(name, property);
  return {
    terraform: at.terraform === "" ? own : `${at.terraform}.${own}`,
    pulumi: `${at.pulumi}.${name}`,
  };
}

function relationFailures(property: Property, place: Place, given: Set<string>): string[] {
  const needed = [place.terraform, ...(property.requiredWith ?? [])].sort();
  const missing = property.requiredWith !== undefined && needed.some((path) => !given.has(path));
  const conflicts = (property.conflictsWith ?? []).filter((path) => given.has(path));
  return [
    ...(missing
      ? [`Missing required argument. "${place.terraform}": all of \`${needed.join(",")}\` must be specified`]
      : []),
    ...conflicts.map(
      (path) => `Conflicting configuration arguments. "${place.terraform}": conflicts with ${path}`,
    ),
  ];
}

function valueFailures(property: Property, value: Value, place: Place): string[] {
  const failures: string[] = [];
  if (property.unsupported) {
    failures.push(`The local plugin does not have ${place.terraform}; install the official one`);
  }
  if (property.kind === "bool" && typeof value === "string") {
    failures.push(`cannot parse '' as bool: strconv.ParseBool: parsing "${value}": invalid syntax`);
  }
  if (property.oneOf) {
    const values = Array.isArray(value) ? value : [value];
    values.forEach((entry, index) => {
      if (typeof entry !== "string" || entry === unknown || property.oneOf?.includes(entry)) return;
      const path = Array.isArray(value) ? `${place.terraform}.${index}` : place.terraform;
      const choices = property.oneOf?.map((choice) => JSON.stringify(choice)).join(" ") ?? "";
      failures.push(`expected ${path} to be one of [${choices}], got ${entry}`);
    });
  }
  if (property.notEmpty && value === "") {
    failures.push(`expected "${place.terraform}" to not be an empty string, got `);
  }
  if (property.minItems !== undefined && Array.isArray(value) && value.length < property.minItems) {
    failures.push(
      `Not enough list items. Attribute ${place.terraform} requires ${property.minItems} item minimum, ` +
        `but config has only ${value.length} declared.`,
    );
  }
  return failures;
}
