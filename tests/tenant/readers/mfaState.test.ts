import { describe, expect, test } from "vitest";
import { mfaStateOf } from "../../../tenant/readers/mfaState.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { lockOutsIn } from "../../../mfa/MfaState.ts";

type Found = Parameters<typeof mfaStateOf>[0];

const twilio: Snapshot["legacySender"]["twilio"] = {
  sid: "AC1",
  from: "+15550100001",
  messagingServiceSid: undefined,
  authToken: "token",
};

const action = (deployed: boolean): Snapshot["messageActions"][number] => ({
  id: "act_1",
  name: "Send",
  status: "built",
  isDeployed: deployed,
  code: "",
  runtime: "node22",
  dependencies: [],
  secrets: [],
  deployed: deployed
    ? { code: "", runtime: "node22", dependencies: [], secrets: [], number: 1, deployedAt: undefined }
    : undefined,
});

const provider: Snapshot["phoneProviders"][number] = {
  id: "pro_1",
  name: "twilio",
  disabled: false,
  sid: "AC1",
  from: "+15550100001",
  messagingServiceSid: undefined,
  deliveryMethods: ["text"],
  updatedAt: undefined,
};

const common = {
  policy: "always",
  factors: [{ name: "sms", enabled: true, trialExpired: false }],
  messageTypes: ["sms"],
};
const tenant = (experience: "unified" | "legacy") => ({ experience }) as Snapshot["tenant"];
const unified = (found: Partial<Found> = {}): Found => ({
  ...common,
  tenant: tenant("unified"),
  phoneProviders: [provider],
  ...found,
});
const legacy = (selected: string, found: Partial<Found> = {}): Found => ({
  ...common,
  tenant: tenant("legacy"),
  legacySender: { selected, twilio },
  ...found,
});
const causes = (found: Found): string[] => lockOutsIn(mfaStateOf(found)).map(({ cause }) => cause);

describe("a unified tenant", () => {
  test.each<[string, Partial<Found>, string[]]>([
    ["with Twilio", {}, []],
    ["that lists no phone factor", { factors: [] }, ["factor-off"]],
    ["without a provider", { phoneProviders: [] }, ["no-sender"]],
    ["with a disabled provider", { phoneProviders: [{ ...provider, disabled: true }] }, ["sender-disabled"]],
    [
      "with a disabled one next to another",
      { phoneProviders: [{ ...provider, disabled: true }, provider] },
      [],
    ],
    ["that offers what its provider does not send", { messageTypes: ["sms", "voice"] }, ["method-not-sent"]],
    [
      "with an Action",
      { phoneProviders: [{ ...provider, name: "custom" }], providerActions: [action(true)] },
      [],
    ],
    [
      "with an Action that was never deployed",
      { phoneProviders: [{ ...provider, name: "custom" }], providerActions: [action(false)] },
      ["action-not-deployed"],
    ],
  ])("%s", (_, found, expected) => {
    expect(causes(unified(found))).toEqual(expected);
  });
});

describe("a legacy tenant", () => {
  const bound = { messageBindings: [{ displayName: "Send", actionId: "act_1" }] };

  test.each<[string, Found, string[]]>([
    ["with Twilio", legacy("twilio"), []],
    ["with Auth0's own sender", legacy("auth0"), []],
    ["without a sender", legacy(""), ["no-sender"]],
    [
      "with half of Twilio's settings",
      legacy("twilio", { legacySender: { selected: "twilio", twilio: { ...twilio, authToken: "" } } }),
      ["sender-faulty"],
    ],
    [
      "with no number of Twilio's",
      legacy("twilio", { legacySender: { selected: "twilio", twilio: { ...twilio, from: undefined } } }),
      ["sender-faulty"],
    ],
    ["with a bound Action", legacy("phone-message-hook", { messageActions: [action(true)], ...bound }), []],
    [
      "with an Action that is not bound",
      legacy("phone-message-hook", { messageActions: [action(true)] }),
      ["action-not-deployed", "action-not-bound"],
    ],
    [
      "with a bound Action that was never deployed",
      legacy("phone-message-hook", { messageActions: [action(false)], ...bound }),
      ["action-not-deployed"],
    ],
  ])("%s", (_, found, expected) => {
    expect(causes(found)).toEqual(expected);
  });
});
