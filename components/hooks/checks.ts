import { isDeepStrictEqual } from "node:util";
import { shortFormName } from "../../configuration/parts.ts";
import { configCommand, remove, set } from "../../configuration/problems.ts";
import { factorsOf, phoneFactor } from "../../mfa/factors.ts";
import { phoneLockOutsIn } from "../../mfa/MfaState.ts";
import { obstacleWords } from "../../mfa/obstacleWords.ts";
import { factorAlone } from "../../mfa/plan.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { readClient } from "../../tenant/readers/clients.ts";
import { readFactors, readPushProvider } from "../../tenant/readers/guardian.ts";
import { readTenantSettings } from "../../tenant/readers/tenantSettings.ts";
import { refusalWords } from "./carryOut.ts";
import type { Hook, HookStep, Values } from "./Hook.ts";
import { declaredPhone, memberOf } from "./Hook.ts";
import { readPresentSender } from "./presentMfa.ts";
import { reasonOf } from "./reasonOf.ts";
import { Refused } from "./TenantCalls.ts";

// The checks before a write, which also run in a preview. None of them writes.

/**
 * Checks that the tenant has the declared phone experience: half of the writes for the other one would be
 * rejected. If a tenant does not respond or rejects the credentials, the stack does not record it, so a
 * mistyped domain is not kept.
 */
export const sameExperience: Hook = {
  purpose: "compare the tenant's phone experience with the stack's",
  consequence: "Nothing was changed.",
  async run({ tenant, declared }) {
    const { phoneExperience: experience } = declared;
    const { experience: actual } = await readTenantSettings(tenant.throughoutRun);
    if (actual === experience) return;
    throw new Refused(
      `tenant ${tenant.domain} has the ${actual} phone experience, but phoneExperience is ${experience}. ` +
        `Fix: ${configCommand(set("phoneExperience", actual), declared.stack)} (to move a tenant to the other experience, see docs/recipes.md).`,
    );
  },
};

/** Checks that a client to adopt exists and is a single-page application. */
export const existingClient: Hook = {
  purpose: "check the application that existingClientId refers to",
  consequence: "Nothing was changed.",
  async run({ tenant, declared, news, name }) {
    const clientId = String(news["input"]);
    const client = await readClient(tenant, clientId);
    if (client?.appType === "spa") return;
    const why =
      client === undefined
        ? `${clientId} does not exist on tenant ${tenant.domain}.`
        : `${clientId} is of type ${client.appType ?? "none"}, not a single-page application.`;
    const application = name.replace(/-registration$/, "");
    const key = `${application === shortFormName ? "" : `applications.${application}.`}existingClientId`;
    throw new Refused(
      `${why} Fix: ${configCommand(set(key, "CLIENT_ID"), declared.stack)}, with the client ID of a single-page application.`,
    );
  },
};

/**
 * Checks that users can sign in, and that factors have what they need, if those settings are managed
 * elsewhere. The stack's own settings are in place before the policy is raised.
 */
export const codesCanArrive: Hook = {
  purpose: "check that users can complete MFA",
  consequence: "Nothing was changed.",
  async run(step) {
    const { tenant, declared } = step;
    await refuseOtherPushProvider(step);
    const { mfa } = declaredPhone(declared);
    const isFactorOwn = mfa.factors[phoneFactor] !== undefined;
    const present = isFactorOwn ? {} : factorsOf(await readFactors(tenant));
    const isRequired = mfa.policy !== undefined && mfa.policy !== "never";
    const state = {
      policy: mfa.policy,
      factors: { ...present, ...mfa.factors },
      deliveryMethods: undefined,
      sender:
        mfa.sender === undefined && isRequired
          ? await readPresentSender(tenant, declared.phoneExperience)
          : undefined,
    };
    const alone = factorAlone(state, mfa);
    if (alone !== undefined) throw new Refused(`${refusalWords({ cause: "factor-alone", factor: alone })}.`);
    const obstacles = phoneLockOutsIn(state);
    if (obstacles.length === 0) return;
    const missing = obstacles.map(({ cause }) => (cause === "factor-off" ? "factor" : "sender"));
    throw new Refused(
      `this change would lock users out: ${obstacles.map(obstacleWords).join(" and ")}. Fix: add ${[...new Set(missing)].join(" and ")} to manage, or ${configCommand(set("mfaPolicy", "never"), declared.stack)}.`,
    );
  },
};

/**
 * The stack declares the push notifications of Auth0's own app; those of another provider are managed
 * elsewhere.
 */
async function refuseOtherPushProvider({ tenant, declared, news, olds }: HookStep): Promise<void> {
  const isOn = (values: Values) => memberOf(values["push"], "enabled") === true;
  if (!isOn(news) || isOn(olds)) return;
  const provider = await readPushProvider(tenant);
  if (provider === "guardian") return;
  throw new Refused(
    `the tenant's provider of push notifications is ${provider}, and the stack would change it to Auth0 Guardian. Fix: ${configCommand(remove("otherFactors.push-notification"), declared.stack)}, or choose Guardian in the dashboard.`,
  );
}

/**
 * Checks that the sender's account can send as declared. Rejected credentials are an error of the
 * configuration, so a preview fails too. For an account that does not respond, a preview only warns.
 */
export const account: Hook = {
  purpose: "use the sender's account",
  consequence: "The sender was not changed.",
  async run({ declared, news, olds }) {
    if (isDeepStrictEqual(sendingOf(news), sendingOf(olds))) return;
    const fault = await declaredPhone(declared)
      .accountFault()
      .catch((error: unknown) => {
        if (error instanceof CallFailure && error.kind === "credentials") return reasonOf(error);
        throw error;
      });
    if (fault !== undefined) throw new Refused(fault);
  },
};

/**
 * The properties of a phone provider, a legacy tenant's factor or an Action that decide how messages are
 * sent. A policy may still be lowered while the carrier is down.
 */
const sendingOf = ({ name, configuration, credentials, phone, secrets }: Values): unknown[] => [
  name,
  configuration,
  credentials,
  phone,
  secrets,
];
