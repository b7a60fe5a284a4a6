import {
  isProperties,
  text,
  type Properties,
  type Value,
} from "../../../sandbox/plugins/bridge/schema/value.ts";
import { differences, shapeDifferences } from "./compare.ts";
import { connect, type Connection } from "./connection.ts";
import { Identities } from "./identities.ts";
import { isUnified, readVariants, type Recorded, type Variant } from "./recording.ts";
import { summarize, type Outcome } from "./report.ts";

/** Calls whose responses must be identical. */
const exact = new Set(["Check", "Diff"]);

/**
 * Replays the official plugin's calls against the local one and prints the comparison. Returns 0 only if all
 * of Check and Diff agree.
 */
export async function replayPlugin(folder: string): Promise<number> {
  const variants = await readVariants(folder);
  if (variants.length === 0) {
    console.error(`Failed to read the recordings: there are none (NAME.N-step.jsonl) in ${folder}.`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  for (const variant of variants) outcomes.push(...(await replayVariant(variant)));
  for (const { variant, step, call, subject, found } of outcomes) {
    for (const difference of found) console.log(`${variant} ${step} ${call} ${subject}: ${difference}`);
  }
  console.log(summarize(outcomes).join("\n"));
  return outcomes.every(({ call, found }) => !exact.has(call) || found.length === 0) ? 0 : 1;
}

/** Replays one variant's calls in order, against a tenant of its kind. */
export async function replayVariant(variant: Variant): Promise<Outcome[]> {
  const connection = await connect(isUnified(variant) ? "unified" : "legacy");
  const identities = new Identities();
  const outcomes: Outcome[] = [];
  try {
    for (const step of variant.steps) {
      for (const recorded of step.calls) {
        const found = await replayCall(connection, identities, recorded);
        outcomes.push({ variant: variant.name, step: step.name, ...kindOf(recorded), found });
      }
    }
  } finally {
    await connection.stop();
  }
  return outcomes;
}

/** Sends one recorded request and reports where the response differs. */
async function replayCall(
  connection: Connection,
  identities: Identities,
  recorded: Recorded,
): Promise<string[]> {
  const request = identities.translate<Properties>(recorded.request);
  let answer: Properties;
  try {
    answer = await connection.call(recorded.call, request);
  } catch (thrown) {
    return [`failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
  }
  if (!asksTheTenant(recorded)) return differences(identities.translate(recorded.response), answer);
  identities.learn(recorded.response, answer);
  return tenantDifferences(identities.translate<Properties>(recorded.response), answer, request);
}

/** The ids in the responses are the tenant's; the rest is compared if the inputs determine it. */
function tenantDifferences(official: Properties, local: Properties, request: Properties): string[] {
  const inputs = firstProperties(request["news"], request["inputs"], request["properties"]);
  return shapeDifferences(official, local, { properties: inputs, inputs });
}

function firstProperties(...candidates: (Value | undefined)[]): Properties {
  return candidates.find((candidate) => isProperties(candidate)) ?? {};
}

function asksTheTenant({ call, request }: Recorded): boolean {
  if (call === "Create" || call === "Update") return request["preview"] !== true;
  return call === "Read" || call === "Delete" || call === "Invoke";
}

function kindOf(recorded: Recorded): { call: string; subject: string } {
  const { call, request } = recorded;
  const isPreview = (call === "Create" || call === "Update") && !asksTheTenant(recorded);
  const subject = text(request["urn"]) || text(request["tok"]);
  return {
    call: isPreview ? `${call} (preview)` : call,
    subject: subject.split("::").slice(-2).join("::").replace(/^.*:/, ""),
  };
}
