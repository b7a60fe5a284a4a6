import { at, textAt } from "../Declared.ts";
import { listOf, rule } from "../Rule.ts";
import { actionSecrets } from "../secrets.ts";

/** Auth0's limits of an Action [customize/actions/limitations]. */
const most = { bytes: 100_000, modules: 10, secrets: 30 };

export const actionWithinLimits = rule({
  id: "action-within-limits",
  description: "An Action stays within Auth0's limits.",
  level: "mandatory",
  configuration: {
    runtimes: listOf("Runtimes that Auth0 still maintains.", "node22"),
  },
  resource(declared, { runtimes }) {
    if (declared.kind !== "Action") return [];
    const bytes = Buffer.byteLength(textAt(declared, "code"));
    const modules = lengthOf(at(declared, "dependencies"));
    const secrets = actionSecrets(declared).length;
    const runtime = textAt(declared, "runtime");
    const name = declared.name;
    return [
      ...(bytes > most.bytes
        ? [`The code of ${name} has ${bytes} bytes; Auth0 allows ${most.bytes}. Shorten it.`]
        : []),
      ...(modules > most.modules
        ? [`${name} needs ${modules} npm modules; Auth0 allows ${most.modules}. Remove some.`]
        : []),
      ...(secrets > most.secrets
        ? [`${name} has ${secrets} secrets; Auth0 allows ${most.secrets}. Remove some.`]
        : []),
      ...(runtime !== "" && !runtimes.includes(runtime)
        ? [`${name} runs on ${runtime}. Use ${runtimes.join(" or ")}.`]
        : []),
    ];
  },
});

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
