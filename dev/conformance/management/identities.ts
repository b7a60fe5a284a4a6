import { isObject } from "../../../sandbox/auth0/json.ts";

/** Members that hold an id chosen by the server. */
const idMembers = ["id", "client_id", "user_id", "action_id", "connection_id", "kid", "next", "from"];

/** Pairs of ids: the recorded one, and this tenant's. */
export class Identities {
  readonly #local = new Map<string, string>();

  /** Learns pairs from two responses to the same request: ids at the same place correspond. */
  learn(recorded: unknown, local: unknown, member = ""): void {
    if (typeof recorded === "string" && typeof local === "string") {
      if (idMembers.includes(member) && recorded !== "" && recorded !== local)
        this.#local.set(recorded, local);
    } else if (Array.isArray(recorded) && Array.isArray(local)) {
      recorded.forEach((item, index) => {
        this.learn(item, local[index], member);
      });
    } else if (isObject(recorded) && isObject(local)) {
      for (const [name, value] of Object.entries(recorded)) this.learn(value, local[name], name);
    }
  }

  /** A recorded value with its ids replaced by this tenant's. */
  translate(value: unknown): unknown {
    if (typeof value === "string") return this.#local.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.translate(item));
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.translate(item)]));
    }
    return value;
  }

  /** A recorded path: segments and query values are translated one by one, keeping their encoding. */
  translatePath(path: string): string {
    const [route = "", query] = path.split("?");
    const segments = route.split("/").map((segment) => this.#translateEncoded(segment));
    const parameters = query?.split("&").map((pair) => {
      const [name = "", value] = pair.split("=");
      return value === undefined ? name : `${name}=${this.#translateEncoded(value)}`;
    });
    return segments.join("/") + (parameters === undefined ? "" : `?${parameters.join("&")}`);
  }

  #translateEncoded(text: string): string {
    const found = this.#local.get(decodeURIComponent(text));
    return found === undefined ? text : encodeURIComponent(found);
  }
}
