import {
  isProperties,
  mapProperties,
  text,
  type Properties,
  type Value,
} from "../../../sandbox/plugins/bridge/schema/value.ts";

/** The local id for each recorded one: a server generates its own ids. */
export class Identities {
  readonly #ours = new Map<string, string>();

  /** Learns the ids of a response from the recorded response to the same call. */
  learn(recorded: Properties, ours: Properties): void {
    this.#pair(recorded["id"], ours["id"]);
    const [official, local] = [recorded["properties"], ours["properties"]];
    if (!isProperties(official) || !isProperties(local)) return;
    for (const name of ["id", "clientId", "templateId", "versionId"]) this.#pair(official[name], local[name]);
  }

  /** A recorded value, with the recorded ids replaced by ours. */
  translate<V extends Value>(value: V): V {
    return this.#translate(value) as V;
  }

  #pair(recorded: Value | undefined, ours: Value | undefined): void {
    if (text(recorded) !== "" && text(ours) !== "") this.#ours.set(text(recorded), text(ours));
  }

  #translate(value: Value): Value {
    if (typeof value === "string") return this.#ours.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.#translate(item));
    return isProperties(value) ? mapProperties(value, (item) => this.#translate(item)) : value;
  }
}
