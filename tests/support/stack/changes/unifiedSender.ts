import { otherToken } from "../deployedStack.ts";
import type { DeployedStack } from "../deployedStack.ts";
import type { Change } from "./Change.ts";
import { property } from "./Change.ts";

export async function provider({ api }: DeployedStack): Promise<string> {
  const { providers } = (await api("GET", "/branding/phone/providers")) as { providers: { id: string }[] };
  return `/branding/phone/providers/${providers[0]?.id ?? ""}`;
}

/** The provider's configuration in the stack. */
function configurationOf({ sender }: DeployedStack): Record<string, unknown> {
  if (sender.kind === "plivo") return { delivery_methods: ["text"] };
  return { sid: sender.accountSid, default_from: sender.from, delivery_methods: ["text"] };
}

const service = `MG${"0".repeat(32)}`;
/** A written provider may hold another token: Auth0 does not show it. */
const token = { "Auth Token": /may differ/ };

const ofProvider = (
  name: string,
  after: Record<string, unknown>,
  finds: Record<string, RegExp>,
  without: string[] = [],
): Change =>
  property(
    name,
    provider,
    (stack) => ({
      configuration: Object.fromEntries(
        Object.entries({ ...configurationOf(stack), ...after }).filter(([key]) => !without.includes(key)),
      ),
    }),
    (stack) => ({ configuration: configurationOf(stack) }),
    { ...finds, ...token },
  );

export const twilioProviderChanges: Change[] = [
  ofProvider("another From number", { default_from: "+15005550006" }, { from: /\+15005550006/ }),
  ofProvider("a Messaging Service instead", { mssid: service }, { from: /MG0/ }, ["default_from"]),
  ofProvider(
    "voice too",
    { delivery_methods: ["text", "voice"] },
    { "delivery methods": /not declared: voice/ },
  ),
  ofProvider("another account", { sid: `AC${"0".repeat(32)}` }, { "account SID": /AC0/ }),
  property(
    "the provider switched off",
    provider,
    () => ({ disabled: true }),
    () => ({ disabled: false }),
    { provider: /disabled/, ...token },
  ),
  property(
    "another token",
    provider,
    () => ({ credentials: { auth_token: otherToken } }),
    ({ sender }) => ({
      credentials: { auth_token: sender.authToken },
    }),
    token,
  ),
  {
    name: "the provider deleted",
    change: async (stack) => stack.api("DELETE", await provider(stack)),
    revert: (stack) =>
      stack.api("POST", "/branding/phone/providers", {
        name: "twilio",
        configuration: configurationOf(stack),
        credentials: { auth_token: stack.sender.authToken },
      }),
    finds: { sender: /none/ },
  },
];

export const customProviderChanges: Change[] = [
  property(
    "another sender",
    provider,
    () => ({
      name: "twilio",
      configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
      credentials: { auth_token: otherToken },
    }),
    () => ({ name: "custom", configuration: { delivery_methods: ["text"] }, credentials: {} }),
    { sender: /twilio/ },
  ),
];
