import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import { readSnapshot } from "../../tenant/readers/snapshot.ts";
import type { Part as PartName } from "../../configuration/parts.ts";
import { partsOf } from "../../settings/settings.ts";
import type { Comparison } from "../../findings/Comparison.ts";
import type { Declared } from "./Declared.ts";
import { compareExperience } from "./experience.ts";
import { applications } from "./parts/application.ts";
import { factor, otherFactors } from "./parts/factor.ts";
import { messages } from "./parts/messages.ts";
import type { Part } from "./parts/Part.ts";
import { policy } from "./parts/policy.ts";
import { sender } from "./parts/sender.ts";

/** The parts that have no counterpart in the other phone experience. */
const ofOneExperience: readonly PartName[] = ["sender", "messages"];

/**
 * Compares everything that a stack declares with its tenant, setting by setting, in the order of the parts.
 * @param deployed what the stack declared at its last `up`, if that was something else
 */
export async function compareStack(
  api: ManagementApi,
  declared: Declared,
  deployed?: Declared,
): Promise<Comparison[]> {
  const { tenant } = await readSnapshot(api, ["tenant"]);
  const experience = compareExperience(declared, tenant);
  const comparable = partsOf(declared.settings).filter(
    (part) => experience.agrees || !ofOneExperience.includes(part),
  );
  const run = async <Found>({ read, compare }: Part<Found>): Promise<Comparison[]> => {
    const compared = compare(declared, await read(api, declared), api.clockSkew);
    if (deployed === undefined || compared.every(({ agrees }) => agrees)) return compared;
    return withPending(compared, compare(deployed, await read(api, deployed), api.clockSkew));
  };
  const compared = await Promise.all([
    ...comparable.map((part) => comparePart(run, part)),
    ...(Object.keys(declared.settings.otherFactors).length > 0 ? [run(otherFactors)] : []),
  ]);
  const before = deployed ? [compareExperience(deployed, tenant)] : [experience];
  return [...withPending([experience], before), ...compared.flat()];
}

/**
 * The differences, with those marked that come from the configuration: the tenant still has what the stack
 * declared before, or the stack did not declare the setting.
 */
function withPending(compared: readonly Comparison[], before: readonly Comparison[]): Comparison[] {
  const differed = before.filter(({ agrees }) => !agrees).map(({ part, setting }) => `${part}: ${setting}`);
  return compared.map((one) =>
    one.agrees || differed.includes(`${one.part}: ${one.setting}`) ? one : { ...one, isPending: true },
  );
}

function comparePart(
  run: <Found>(part: Part<Found>) => Promise<Comparison[]>,
  part: PartName,
): Promise<Comparison[]> {
  switch (part) {
    case "application":
      return run(applications);
    case "sender":
      return run(sender);
    case "messages":
      return run(messages);
    case "factor":
      return run(factor);
    case "policy":
      return run(policy);
  }
}
