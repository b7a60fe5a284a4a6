import { describe, expect, test } from "vitest";
import { riskRules } from "../../../commands/review/risks/index.ts";
import type { Reviewed } from "../../../commands/review/reviewOf.ts";
import { ruleVerdict, ruleVerdicts } from "../../../commands/review/risks/rules.ts";
import { verdicts } from "../../../commands/review/risks/Verdict.ts";
import type { Preview, Step } from "../../../preview/Preview.ts";
import { rules } from "../../../policy/rules/index.ts";
import {
  create,
  fixture,
  legacyTwilioFixture,
  plivoFixture,
  on,
  options,
  others,
  remove,
  replace,
  review,
  same,
  update,
  withInputs,
  without,
} from "./fixture.ts";

type Values = Record<string, unknown>;

/** One mutation of a deployed stack for each risk: it alone causes the verdict. */
const mutations: Record<
  string,
  {
    from?: () => Step[];
    stack?: string;
    change: (steps: Step[]) => Step[];
    /** The parts of the preview other than its steps. */
    said?: Partial<Preview>;
    /** Other stacks of the tenant. */
    beside?: Reviewed["beside"];
  }
> = {
  "factor-off-while-required": {
    change: (steps) =>
      update(steps, "Guardian", "mfa", ["phone.enabled"], (inputs) => {
        (inputs["phone"] as Values)["enabled"] = false;
      }),
  },
  "sender-gone-while-required": { change: (steps) => remove(steps, "PhoneProvider", "sender") },
  "sender-lacks-method": {
    change: (steps) =>
      update(steps, "PhoneProvider", "sender", ["configuration.deliveryMethods[1]"], (inputs) => {
        (inputs["configuration"] as Values)["deliveryMethods"] = ["text"];
      }),
  },
  "action-gone": {
    from: plivoFixture,
    change: (steps) => remove(steps, "Action", "custom-phone-provider"),
  },
  "method-removed": {
    change: (steps) =>
      update(steps, "Guardian", "mfa", ["phone.messageTypes[1]"], (inputs) => {
        (inputs["phone"] as Values)["messageTypes"] = ["sms"];
      }),
  },
  "message-without-code": {
    change: (steps) =>
      update(
        steps,
        "PhoneNotificationTemplate",
        "verification",
        ["content.body.text", "content.body.voice"],
        (inputs) => {
          inputs["content"] = { syntax: "liquid", body: { text: "Hello", voice: "Hello" } };
        },
      ),
  },
  "sender-away": { change: (steps) => replace(steps, "PhoneProvider", "sender") },
  "action-secret-gone": {
    from: plivoFixture,
    change: (steps) => update(steps, "Action", "custom-phone-provider", ["-secrets[1]"], () => undefined),
  },
  "client-replaced": { change: (steps) => replace(steps, "Client", "spa") },
  "client-deleted": { change: (steps) => remove(steps, "Client", "spa") },
  "no-callback-left": {
    change: (steps) => client(steps, ["callbacks[0]"], { callbacks: ["https://app.example.com/new"] }),
  },
  "policy-lowered": { change: (steps) => policy(steps, "never") },
  "policy-adaptive": { change: (steps) => policy(steps, "confidence-score") },
  "factor-off": {
    from: () => notRequired(),
    change: (steps) => remove(steps, "Guardian", "mfa"),
  },
  "other-factor-off": {
    change: (steps) => update(steps, "Guardian", "mfa", ["otp"], (inputs) => (inputs["otp"] = false)),
  },
  "other-factor-on": {
    change: (steps) => update(steps, "Guardian", "mfa", ["otp"], (inputs) => (inputs["otp"] = true)),
  },
  "push-provider": {
    from: () => pushedBy("sns"),
    change: (steps) =>
      update(steps, "Guardian", "mfa", ["push.provider"], (inputs) => {
        inputs["push"] = { enabled: true, provider: "guardian" };
      }),
  },
  "guardian-deleted": {
    from: () => notRequired(),
    change: (steps) => remove(steps, "Guardian", "mfa", { retainOnDelete: false }),
  },
  "own-setting-ignored": {
    change: (steps) => options(steps, "Guardian", "mfa", { ignoreChanges: ["policy", ...others] }),
  },
  "setting-taken-over": {
    change: (steps) => options(steps, "Guardian", "mfa", { ignoreChanges: others.slice(1) }),
  },
  "retain-dropped": { change: (steps) => options(steps, "Guardian", "mfa", { retainOnDelete: false }) },
  "wildcard-added": {
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "https://*.example.com"] }),
  },
  "public-wildcard-added": {
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "https://*.vercel.app"] }),
  },
  "insecure-url-added": {
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "http://app.example.com"] }),
  },
  "loopback-in-production": {
    stack: "prod",
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "http://localhost:3000"] }),
  },
  "client-weaker": {
    change: (steps) =>
      client(steps, ["grantTypes[2]"], { grantTypes: ["authorization_code", "refresh_token", "password"] }),
  },
  "number-released": {
    from: () => [...fixture(), same("PhoneNumber", "+15550100009", {}, { retainOnDelete: true })],
    change: (steps) => remove(steps, "PhoneNumber", "+15550100009", { retainOnDelete: false }),
  },
  "policy-raised": { from: () => notRequired(), change: (steps) => policy(steps, "all-applications") },
  "host-added": {
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "https://other.example.com"] }),
  },
  "loopback-added": {
    change: (steps) => client(steps, ["callbacks[1]"], { callbacks: [app, "http://localhost:3000"] }),
  },
  "url-removed": {
    change: (steps) => client(steps, ["grantTypes[1]"], { grantTypes: ["authorization_code"] }),
  },
  "logout-url-removed": {
    change: (steps) => client(steps, ["allowedLogoutUrls"], { allowedLogoutUrls: [] }),
  },
  "origin-removed": { change: (steps) => client(steps, ["webOrigins"], { webOrigins: [] }) },
  "sender-switched": {
    from: () => [...fixture(), same("Action", "custom-phone-provider", { deploy: true })],
    change: (steps) =>
      update(steps, "PhoneProvider", "sender", ["name"], (inputs) => (inputs["name"] = "custom")),
  },
  "sender-settings": {
    change: (steps) =>
      update(steps, "PhoneProvider", "sender", ["configuration.defaultFrom"], (inputs) => {
        (inputs["configuration"] as Values)["defaultFrom"] = "+15550100002";
      }),
  },
  "legacy-sender-settings": {
    from: legacyTwilioFixture,
    change: (steps) =>
      update(steps, "Guardian", "mfa", ["phone.options.from"], (inputs) => {
        ((inputs["phone"] as Values)["options"] as Values)["from"] = "+15550100002";
      }),
  },
  "token-changed": {
    change: (steps) => update(steps, "PhoneProvider", "sender", ["credentials.authToken"], () => undefined),
  },
  "sender-down": { from: () => notRequired(), change: (steps) => remove(steps, "PhoneProvider", "sender") },
  "method-added": {
    from: onlyBySms,
    change: (steps) =>
      update(steps, "Guardian", "mfa", ["phone.messageTypes[1]"], (inputs) => {
        (inputs["phone"] as Values)["messageTypes"] = ["sms", "voice"];
      }),
  },
  "sender-method-removed": {
    from: onlyBySms,
    change: (steps) =>
      update(steps, "PhoneProvider", "sender", ["configuration.deliveryMethods[1]"], (inputs) => {
        (inputs["configuration"] as Values)["deliveryMethods"] = ["text"];
      }),
  },
  "action-code": {
    from: plivoFixture,
    change: (steps) =>
      update(steps, "Action", "custom-phone-provider", ["code"], (inputs) => (inputs["code"] = "three();\n")),
  },
  "action-surroundings": {
    from: plivoFixture,
    change: (steps) =>
      update(
        steps,
        "Action",
        "custom-phone-provider",
        ["runtime"],
        (inputs) => (inputs["runtime"] = "node24"),
      ),
  },
  "action-down": {
    from: () => notRequired(plivoFixture()),
    change: (steps) => remove(steps, "Action", "custom-phone-provider"),
  },
  "message-lost": { change: (steps) => remove(steps, "PhoneNotificationTemplate", "verification") },
  "protect-dropped": {
    from: () => options(fixture(), "Client", "spa", {}).map((one) => protectedBefore(one)),
    change: (steps) => options(steps, "Client", "spa", { protect: false }),
  },
  "part-of-another-stack": {
    change: (steps) => on(steps, "PhoneNotificationTemplate", "enrollment", created),
    beside: [{ name: "app", managed: ["messages"], clientIds: [] }],
  },
  "replace-on-change": {
    change: (steps) => options(steps, "Client", "spa", { replaceOnChanges: ["name"] }),
  },
  "application-no-longer-managed": {
    change: (steps) => without(remove(steps, "Client", "spa"), "application"),
  },
  "number-bought": { change: (steps) => [...steps, create("PhoneNumber", "+15550100009")] },
  "not-described": {
    change: (steps) => client(steps, ["logoUri"], { logoUri: "https://app.example.com/logo.png" }),
  },
  incomplete: { change: (steps) => steps, said: { gaps: ["Some are missing."] } },
  "mfa-by-action": { change: (steps) => steps, said: { mfaActions: ["Ask for MFA"] } },
};

const app = "https://app.example.com";

const client = (steps: readonly Step[], paths: readonly string[], values: Values): Step[] =>
  update(steps, "Client", "spa", paths, (inputs) => Object.assign(inputs, values));

const policy = (steps: readonly Step[], to: string): Step[] =>
  update(steps, "Guardian", "mfa", ["policy"], (inputs) => (inputs["policy"] = to));

const mfaWith = (steps: readonly Step[], inputs: Values): Step[] =>
  withInputs(steps, "Guardian", "mfa", inputs);

const ways = (...messageTypes: string[]): Values => ({ phone: { enabled: true, messageTypes } });

/** A stack whose push notifications use this provider. */
function pushedBy(provider: string): Step[] {
  const push = { enabled: true, provider };
  return fixture().map((step) =>
    step.kind === "Guardian"
      ? {
          ...step,
          before: step.before && { ...step.before, inputs: { ...step.before.inputs, push } },
          after: step.after && { ...step.after, inputs: { ...step.after.inputs, push } },
        }
      : step,
  );
}

const notRequired = (steps = fixture()): Step[] =>
  mfaWith(steps, { policy: "never", ...ways("sms", "voice") });

function onlyBySms(): Step[] {
  return mfaWith(fixture(), { policy: "all-applications", ...ways("sms") });
}

const created = (one: Step): Step => ({ ...one, op: "create", before: undefined });

const protectedBefore = (one: Step): Step =>
  one.before && one.after && one.kind === "Client"
    ? { ...one, before: { ...one.before, protect: true }, after: { ...one.after, protect: true } }
    : one;

describe("the verdict", () => {
  test("each risk has a mutation, and each mutation a risk", () => {
    expect(Object.keys(mutations).sort()).toEqual(riskRules.map(({ id }) => id).sort());
  });

  test.each(riskRules.map((rule) => [rule.id, rule] as const))("%s alone determines it", (id, rule) => {
    const {
      from = fixture,
      stack = "dev",
      change,
      said = {},
      beside = [],
    } = mutations[id] ?? { change: () => [] };
    const verdictWith = (steps: readonly Step[], known = riskRules, with_ = said) =>
      review(steps, {
        stack,
        known,
        beside,
        preview: { steps, errors: [], mfaActions: [], gaps: [], ...with_ },
      }).verdict;

    expect(verdictWith(from(), riskRules, {})).toBe("no change");
    const steps = change(from());
    expect(verdictWith(steps)).toBe(rule.verdict);
    const rest = verdictWith(
      steps,
      riskRules.filter((other) => other !== rule),
    );
    expect(verdicts.indexOf(rest as (typeof verdicts)[number])).toBeLessThan(verdicts.indexOf(rule.verdict));
  });

  test("is the most serious of several, regardless of the number of minor ones", () => {
    const steps = client(fixture(), ["callbacks[1]"], {
      callbacks: [app, ...Array.from({ length: 50 }, (_, index) => `https://${index}.example.org`)],
    });
    expect(review(steps).verdict).toBe("needs attention");
    expect(review(policy(steps, "never")).verdict).toBe("weakens security");
  });

  test("a broken rule counts like its risk, regardless of the changes", () => {
    for (const { id } of rules) {
      const { verdict } = review(fixture(), {
        violations: [{ rule: id, level: "mandatory", message: "No." }],
      });
      expect(verdict).toBe(ruleVerdict(id));
    }
    expect(ruleVerdict("some-other-rule")).toBe("needs attention");
  });

  test("each risk's rule is in the policy pack, and each rule of the pack has its own verdict", () => {
    const known = rules.map(({ id }) => id);
    for (const { source } of riskRules) if ("rule" in source) expect(known).toContain(source.rule);
    expect(Object.keys(ruleVerdicts).sort()).toEqual(known.sort());
  });

  test("a failed preview has none, regardless of its changes", () => {
    const steps = policy(fixture(), "never");
    const preview = {
      steps,
      errors: ["error: preview failed", "error: no such number"],
      mfaActions: [],
      gaps: [],
    };
    expect(review([], { preview, succeeded: false })).toMatchObject({
      verdict: "unknown",
      failure: ["no such number"],
    });
    expect(review(fixture(), { succeeded: false }).verdict).toBe("unknown");
  });

  const check = (reason: string, hook = "account") =>
    `error: Preview failed: before hook "auth0-phone-mfa:${hook}" failed: Failed to check it: ${reason}\n`;

  test.each([
    [[check("no such number")], "stopped", ["No such number"]],
    [
      [check("tenant a has the legacy phone experience", "same-experience"), check("No.")],
      "stopped",
      ["Tenant a has the legacy phone experience", "No."],
    ],
    [['error: The configuration of stack "dev" has 2 problems; nothing was sent to Auth0.'], "stopped"],
    [["error: Nothing was changed: Twilio account AC1 can't send as this stack declares: x"], "stopped"],
    [["error: Failed to read the numbers of Twilio account AC1: Twilio rejects the credentials."], "stopped"],
    [["error: Failed to read the numbers of Twilio account AC1: it is not reachable."], "unknown"],
    [["error: Failed to open the tenant: the stack is of another one"], "stopped"],
    [[check("no such number"), "error: no such host"], "unknown"],
    [
      [
        check("no such number"),
        "error: failed to run policy: rpc error: code = Canceled desc = context canceled",
      ],
      "stopped",
      ["No such number"],
    ],
    [[check("no such number"), "error: failed to run remediation: context canceled"], "stopped"],
    [[check("no such number"), "error: failed to run stack policy: context canceled"], "stopped"],
    [[check("no such number"), "error: failed to run remediation: no such rule"], "unknown"],
    [
      ["error: failed to run policy: context canceled"],
      "unknown",
      ["failed to run policy: context canceled"],
    ],
    [['error: Preview failed: before hook "other:account" timed out'], "unknown"],
  ])(
    "a failed check of the program stops an up as it stopped the preview: %j is %s",
    (said, verdict, failure?: string[]) => {
      const preview = {
        steps: fixture(),
        errors: ["error: preview failed", ...said],
        mfaActions: [],
        gaps: [],
      };
      expect(review([], { preview, succeeded: false })).toMatchObject({
        verdict,
        ...(failure && { failure }),
      });
    },
  );

  test("a preview that a rule stopped is complete", () => {
    const preview = { steps: fixture(), errors: ["error: preview failed\n"], mfaActions: [], gaps: [] };
    const violations = [{ rule: "delete-budget", level: "mandatory", message: "No." }];
    expect(review([], { preview, succeeded: false, violations }).verdict).toBe("needs attention");
  });
});
