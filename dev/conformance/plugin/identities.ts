import {
  isProperties,
  mapProperties,
  text,
  type Properties,
  type Value,
} from "../../../sandbox/plugins/bridge/schema/value.ts";

/** Which of our ids stands for which recorded one: a server makes up its own. */
export class Identities {
  readonly #ours = new Map<string, string>();

  /** Learns the ids of an answer from the recorded answer to the same call. */
  learn(recorded: Properties, ours: Properties): void {
    this.#pair(recorded["id"], ours["id"]);
    const [official, local] = [recorded["properties"], ours["properties"]];
    if (!isProperties(official) || !isProperties(local)) return;
    for (const name of ["id", "clientId", "templateId", "versionId"]) this.#pair(official[name], local[name]);
  }

  /** A recorded value with our ids in the place of the recorded ones. */
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
