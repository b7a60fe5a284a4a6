import type { Template } from "liquidjs";
import { methodLabel } from "../deliveryMethods.ts";
import type { PhoneExperience } from "../phoneExperience.ts";
import { Branches, describeBranch } from "./Branches.ts";
import { engine, reasonOf } from "./engine.ts";
import { testsIn } from "./testedVariables.ts";
import type { TestedVariable, Tests } from "./testedVariables.ts";
import { combinations, describeValue, scopeOf, valuesOf } from "./values.ts";
import type { Variable } from "./values.ts";

/** A longer template is not checked: it could take minutes. */
const longestTemplate = 20_000;
/**
 * The maximum length that a carrier accepts: in one message (Plivo and Twilio), or in one call [twilio.com:
 * error 32018].
 */
const longest = { sms: 1_600, voice: 4_000 };
/** The maximum number of value combinations that are rendered. */
const mostCombinations = 1_000;
const mostMilliseconds = 5_000;
/** Together they contain every digit, and one begins with a zero. */
const codes = ["052731", "984610"];

/**
 * The fault of a template, as the end of a sentence that starts with the message; `undefined` if each user
 * gets the code.
 *
 * The template is parsed and rendered for SMS and for voice, with each combination of values that its tests
 * can tell apart. For locales, that is each one that it names, another one, and none. A branch that no value
 * leads to is rendered separately. A test of the time of day is evaluated for the current time.
 */
export function templateFault(text: string, experience: PhoneExperience): string | undefined {
  if (text.length > longestTemplate)
    return `has ${text.length} characters; a template of at most ${longestTemplate} can be checked`;
  let templates: Template[];
  try {
    // Auth0's own templates use both `{{ code }}` and `@{code}`.
    templates = engine().liquid.parse(text.replaceAll(/@\{\s*(\w+)\s*\}/g, "{{ $1 }}"));
  } catch (error) {
    return `can't be parsed: ${reasonOf(error)}`;
  }
  return faultOf(templates, testsIn(templates), experience);
}

/**
 * The variables that Auth0 passes to every message, then those that the template tests. A legacy tenant
 * always passes the kind of message; no page lists `message_type` among the variables of a unified one
 * [customize/customize-sms-or-voice-messages;
 * customize/phone-messages/phone-templates/supported-liquid-syntax].
 */
function variablesOf(tested: readonly TestedVariable[], experience: PhoneExperience): Variable[] {
  const isGiven = ({ path }: TestedVariable): boolean => path[0] === "code" || path[0] === "message_type";
  const isTypeTested = tested.some(({ path }) => path[0] === "message_type");
  const unset = isTypeTested && experience === "unified" ? [undefined] : [];
  const messageType = { path: ["message_type"], values: ["sms", "voice", ...unset] };
  return [messageType, ...tested.filter((one) => !isGiven(one)).map(valuesOf)];
}

interface Fault {
  kind: "lacks-code" | "unclosed" | "too-long" | "fails";
  says: string;
}

interface Judged {
  indexes: number[];
  fault: Fault | undefined;
}

function faultOf(
  templates: Template[],
  { variables: tested, plain }: Tests,
  experience: PhoneExperience,
): string | undefined {
  const variables = variablesOf(tested, experience);
  const count = variables.reduce((product, { values }) => product * values.length, 1);
  if (count > mostCombinations)
    return `has so many conditions that ${count} different messages would have to be checked; at most ${mostCombinations} can be`;
  const branches = new Branches(templates);
  const deadline = performance.now() + mostMilliseconds;
  const judge = (indexes: readonly number[]): Fault | undefined =>
    performance.now() > deadline
      ? { kind: "fails", says: "takes too long to render" }
      : judgeRendering(templates, variables, indexes);
  const all: Judged[] = [];
  for (const indexes of combinations(variables)) {
    const fault = judge(indexes);
    if (fault?.kind === "fails") return fault.says;
    all.push({ indexes, fault });
  }
  const found = all.find(({ fault }) => fault !== undefined);
  if (found?.fault !== undefined) return describe(found.fault, conditionsOf(found, all, variables));
  for (const branch of branches.missed.filter(({ tag }) => !plain.has(tag)))
    for (const messageType of [0, 1]) {
      const indexes = variables.map((_, at) => (at === 0 ? messageType : 0));
      const fault = branches.force(branch, () => judge(indexes));
      if (fault !== undefined) return `${fault.says} in ${describeBranch(branch)}`;
    }
  return undefined;
}

function judgeRendering(
  templates: Template[],
  variables: readonly Variable[],
  indexes: readonly number[],
): Fault | undefined {
  const scope = scopeOf(variables, indexes);
  const method = scope["message_type"] === "voice" ? "voice" : "sms";
  try {
    for (const code of codes) {
      // A voice message says the digits one by one [customize/customize-sms-or-voice-messages].
      scope["code"] = method === "voice" ? code.split("").join(".") : code;
      const text = String(engine().liquid.renderSync(templates, scope));
      if (text.length > longest[method])
        return {
          kind: "too-long",
          says: `has more than ${longest[method]} characters when sent by ${methodLabel(method)}`,
        };
      if (!holdsCode(text, code)) return { kind: "lacks-code", says: "has no code" };
      const delimiter = /\{\{|\}\}|\{%|%\}/.exec(text)?.[0];
      if (delimiter !== undefined)
        return { kind: "unclosed", says: `sends "${delimiter}" as text, because a Liquid tag is not closed` };
    }
    return undefined;
  } catch (error) {
    return { kind: "fails", says: `can't be rendered: ${reasonOf(error)}` };
  }
}

/**
 * Whether a text contains the whole code, in one piece or digit by digit: "052731", "0. 5. 2. 7. 3. 1",
 * "052-731".
 */
function holdsCode(text: string, code: string): boolean {
  const digits = code.split("").join(String.raw`[^\p{L}\p{N}]{0,12}`);
  return new RegExp(String.raw`(?<!\d)${digits}(?!\d)`, "u").test(text);
}

/** The values that cause a fault: those without which some renderings do not have it. */
function conditionsOf(found: Judged, all: readonly Judged[], variables: readonly Variable[]): string[] {
  let needed = [...variables.keys()];
  for (const at of variables.keys()) {
    const without = needed.filter((other) => other !== at);
    const alike = all.filter(({ indexes }) => without.every((one) => indexes[one] === found.indexes[one]));
    if (alike.every(({ fault }) => fault?.kind === found.fault?.kind)) needed = without;
  }
  return needed.flatMap((at) => {
    const variable = variables[at];
    return variable === undefined ? [] : [describeValue(variable, found.indexes[at] ?? 0)];
  });
}

function describe({ kind, says }: Fault, all: readonly string[]): string {
  // The method is part of what is said already, and no variable of a unified tenant.
  const conditions = all.filter((one) => kind !== "too-long" || !one.startsWith("message_type "));
  if (conditions.length > 0) return `${says} where ${conditions.join(" and ")}`;
  return kind === "lacks-code" ? "does not contain the code, {{code}}" : says;
}
