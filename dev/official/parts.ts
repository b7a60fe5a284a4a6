import { isBuilt } from "../../commands/engine/engine.ts";
import type { Toolchain } from "../../commands/local/localStack.ts";

/** A component of the toolchain: its name, its origin, and whether a local one replaces it. */
export interface Part {
  name: string;
  origin: string;
  isStandIn: boolean;
}

/**
 * The engine with its language host, and Auth0's plugin. Twilio's is always the local one: no setting points
 * the official one to a local account.
 */
export function partsOf({ engine, plugins }: Pick<Toolchain, "engine" | "plugins">): Part[] {
  const built = isBuilt(engine);
  return [
    { name: `pulumi ${engine.version}`, origin: engine.origin, isStandIn: built },
    {
      name: "Node language host",
      origin: built ? "this project's own" : "beside that pulumi",
      isStandIn: built,
    },
    ...plugins
      .filter(({ name }) => name === "auth0")
      .map(({ name, version, origin }) => ({
        name: `${name} plugin ${version}`,
        origin,
        isStandIn: origin !== "official",
      })),
  ];
}
