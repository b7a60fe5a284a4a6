import { expect, test } from "vitest";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import { phoneNotificationTemplate } from "../../../../sandbox/plugins/auth0/resources/phoneNotificationTemplate.ts";
import { phoneProvider } from "../../../../sandbox/plugins/auth0/resources/phoneProvider.ts";
import { triggerAction } from "../../../../sandbox/plugins/auth0/resources/triggerAction.ts";
import { toState } from "../../../../sandbox/plugins/bridge/lifecycle/state.ts";
import { unknown } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const key = "__pulumi_raw_state_delta";
const one = (ps?: object) => ({ plu: { i: { obj: ps ? { ps } : {} } } });
const none = { plu: { i: {} } };

// Each note below is the official plugin's, from a stack's state.
test.each([
  [
    "a phone provider",
    phoneProvider,
    { name: "twilio", configuration: { deliveryMethods: ["text"] }, credentials: { authToken: "t" } },
    { ps: { configuration: one({ deliveryMethods: { arr: {} } }), credentials: one() } },
  ],
  [
    "a template",
    phoneNotificationTemplate,
    { type: "otp_verify", content: { syntax: "liquid", body: { text: "t" } } },
    { ps: { content: one({ body: one() }) } },
  ],
  [
    "an Action",
    action,
    {
      name: "n",
      code: "c",
      secrets: [{ name: "A", value: "1" }],
      supportedTriggers: { id: "custom-phone-provider", version: "v1" },
      modules: [],
      secretsWos: [],
    },
    {
      renamed: { secretsWos: "secrets_wo" },
      ps: {
        modules: { arr: {} },
        secrets: { arr: { el: { "0": { obj: {} } } } },
        secretsWos: { arr: {} },
        supportedTriggers: one(),
      },
    },
  ],
  ["an Action in a flow", triggerAction, { actionId: "a", trigger: "t", displayName: "d" }, {}],
  [
    "a Guardian",
    guardian,
    { policy: "never", phone: { enabled: true, messageTypes: ["sms"], options: null }, push: {} },
    {
      ps: {
        duo: none,
        phone: one({ messageTypes: { arr: {} }, options: none }),
        push: one({ amazonSns: none, customApp: none, directApns: none, directFcm: none }),
        webauthnPlatform: none,
        webauthnRoaming: none,
      },
    },
  ],
])("the state of %s records Terraform's raw state", (_, resource, properties, note) => {
  const state = toState(resource, "id", properties);
  expect(state[key]).toMatchObject({ obj: note });
});

test("a preview with unknown values records no raw state", () => {
  const planned = { actionId: unknown, trigger: "t", displayName: "d" };
  expect(toState(triggerAction as never, "id", planned, "planned")).not.toHaveProperty(key);
  expect(toState(triggerAction as never, unknown, {}, "planned")).not.toHaveProperty(key);
});
