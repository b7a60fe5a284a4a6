import { secondTwilioToken } from "../../../../senders/twilio/local.ts";
import { bindMfaAction } from "../../../support/stack/mfaAction.ts";
import { moveToExistingService } from "./moveToExistingService.ts";
import type { ReviewVariant } from "./ReviewCase.ts";

const localhost = "http://localhost:3000";

export const unifiedTwilio: ReviewVariant = {
  stack: "dev",
  phoneExperience: "unified",
  sender: "twilio",
  first: { name: "unified-first-up", verdict: "needs attention" },
  cases: [
    { name: "unified-no-change", verdict: "no change" },
    { name: "policy-never", verdict: "weakens security", set: { mfaPolicy: "never" } },
    {
      name: "policy-never-allowed",
      verdict: "weakens security",
      set: { mfaPolicy: "never", allowWeakening: true },
    },
    {
      name: "policy-never-with-an-action",
      verdict: "weakens security",
      setFrom: async ({ api }) => {
        await bindMfaAction(api);
        return { mfaPolicy: "never", allowWeakening: true };
      },
    },
    {
      name: "destroyed-with-an-action",
      verdict: "may lock users out",
      destroy: true,
      setFrom: async ({ api }) => {
        await bindMfaAction(api);
        return {};
      },
    },
    {
      name: "policy-adaptive",
      verdict: "weakens security",
      set: { mfaPolicy: "adaptive", allowWeakening: true },
    },
    {
      name: "policy-lowered-in-the-tenant",
      verdict: "needs attention",
      tenant: (api) => api("PUT", "/guardian/policies", []),
    },
    {
      name: "factor-off-in-the-tenant",
      verdict: "safe",
      tenant: (api) => api("PUT", "/guardian/factors/sms", { enabled: false }),
    },
    {
      name: "callback-of-a-known-host",
      verdict: "safe",
      set: { callbackUrls: [localhost, `${localhost}/callback`] },
    },
    {
      name: "callback-of-a-new-host",
      verdict: "needs attention",
      set: { callbackUrls: [localhost, "https://app.example.com/callback"] },
    },
    {
      name: "callback-with-a-wildcard",
      verdict: "weakens security",
      set: { callbackUrls: [localhost, "https://*.preview.example.com"], allowWildcards: true },
    },
    {
      name: "callback-replaced",
      verdict: "may lock users out",
      set: { callbackUrls: ["https://app.example.com"] },
    },
    { name: "logout-url-removed", verdict: "needs attention", set: { logoutUrls: [] } },
    { name: "web-origin-removed", verdict: "needs attention", set: { webOrigins: [] } },
    {
      name: "urls-in-another-order",
      verdict: "needs attention",
      set: { callbackUrls: ["https://a.example.com", localhost, "https://b.example.com"] },
    },
    {
      name: "a-hundred-callbacks",
      verdict: "needs attention",
      set: {
        callbackUrls: [
          localhost,
          ...Array.from({ length: 60 }, (_, index) => `https://app${index}.example.com`),
          ...Array.from({ length: 39 }, (_, index) => `${localhost}/callback/${index}`),
        ],
      },
    },
    { name: "application-renamed", verdict: "safe", set: { appName: "Shop | `x` @all" } },
    {
      name: "verification-message",
      verdict: "safe",
      set: { verificationMessage: "{{ code }} lets you in, @channel | `<b>`" },
    },
    { name: "both-ways", verdict: "needs attention", set: { delivery: ["sms", "voice"] } },
    { name: "voice-only", verdict: "may lock users out", set: { delivery: ["voice"] } },
    { name: "to-plivo", verdict: "needs attention", set: { sender: "plivo" } },
    {
      name: "twilio-token",
      verdict: "needs attention",
      secrets: async ({ description }) => ({ "twilio:authToken": await secondTwilioToken(description) }),
    },
    {
      name: "messaging-service",
      verdict: "needs attention",
      setFrom: moveToExistingService,
    },
    {
      name: "messaging-service-of-its-own",
      verdict: "needs attention",
      set: { twilioFrom: undefined },
      setFrom: ({ description }) =>
        Promise.resolve({ twilioMessaging: { service: true, numbers: [description.twilio.from] } }),
    },
    {
      name: "number-bought",
      verdict: "needs attention",
      set: { twilioFrom: undefined },
      setFrom: ({ description }) =>
        Promise.resolve({
          twilioMessaging: {
            service: true,
            numbers: [description.twilio.from],
            buyNumbers: ["+14155550199"],
          },
        }),
    },
    {
      name: "application-left-out",
      verdict: "needs attention",
      set: { manage: ["sender", "messages", "factor", "policy"] },
    },
    {
      name: "sender-left-out",
      verdict: "safe",
      set: { manage: ["application", "messages", "factor", "policy"] },
    },
    {
      name: "factor-left-out",
      verdict: "safe",
      set: { manage: ["application", "sender", "messages", "policy"] },
    },
    {
      name: "messages-left-out",
      verdict: "safe",
      set: { manage: ["application", "sender", "factor", "policy"] },
    },
    {
      name: "policy-left-out",
      verdict: "safe",
      set: { manage: ["application", "sender", "messages", "factor"] },
    },
    {
      name: "other-factors-declared",
      verdict: "needs attention",
      set: { otherFactors: { otp: true, "recovery-code": true } },
    },
    { name: "only-the-application", verdict: "safe", set: { manage: ["application"] } },
    {
      name: "second-application",
      verdict: "needs attention",
      set: {
        appName: undefined,
        callbackUrls: undefined,
        logoutUrls: undefined,
        webOrigins: undefined,
        applications: {
          spa: {
            appName: "Twilio MFA Test",
            callbackUrls: [localhost],
            logoutUrls: [localhost],
            webOrigins: [localhost, "https://app.example.com"],
          },
          admin: { appName: "Admin", callbackUrls: ["https://admin.example.com"] },
        },
      },
    },
    {
      name: "existing-client",
      verdict: "may lock users out",
      setFrom: async ({ api }) => {
        const client = (await api("POST", "/clients", { name: "Shop", app_type: "spa" })) as {
          client_id: string;
        };
        return { existingClientId: client.client_id };
      },
    },
    { name: "protected", verdict: "safe", set: { protect: true } },
    { name: "wrong-configuration", verdict: "stopped", set: { callbackUrls: ["app.example.com"] } },
    { name: "wrong-number", verdict: "stopped", set: { twilioFrom: "+14155550111" } },
    { name: "everything-destroyed", verdict: "may lock users out", destroy: true },
    {
      name: "policy-ignored",
      verdict: "weakens security",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "ignoreChanges: guardianSettingsBut(this.ownedSettings())",
        to: 'ignoreChanges: ["policy", ...guardianSettingsBut(this.ownedSettings())]',
      },
    },
    {
      name: "other-factors-not-ignored",
      verdict: "weakens security",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "ignoreChanges: guardianSettingsBut(this.ownedSettings())",
        to: "ignoreChanges: []",
      },
    },
    {
      name: "guardian-not-retained",
      verdict: "weakens security",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "ignoreChanges: guardianSettingsBut(this.ownedSettings())",
        to: "retainOnDelete: false, ignoreChanges: guardianSettingsBut(this.ownedSettings())",
      },
    },
    {
      name: "client-by-another-name",
      verdict: "may lock users out",
      edit: {
        file: "components/SpaClient.ts",
        from: "new auth0.Client(name, settings,",
        to: "new auth0.Client(`${name}-app`, settings,",
      },
    },
    {
      name: "tokens-not-rotated",
      verdict: "weakens security",
      edit: {
        file: "components/spaSettings.ts",
        from: 'rotationType: "rotating"',
        to: 'rotationType: "non-rotating"',
      },
    },
    {
      name: "a-setting-without-words",
      verdict: "needs attention",
      edit: {
        file: "components/SpaClient.ts",
        from: "name: appName,",
        to: 'name: appName, initiateLoginUri: "https://app.example.com/login",',
      },
    },
    {
      name: "message-without-code",
      verdict: "may lock users out",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "{ text: messages[message], voice: messages[message] }",
        to: 'message === "verification" ? { text: "Hello", voice: "Hello" } : { text: messages[message], voice: messages[message] }',
      },
    },
    {
      name: "a-resource-without-words",
      verdict: "needs attention",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "this.registerOutputs({});",
        to: 'new pulumi.CustomResource("pulumi-nodejs:dynamic:Resource", "surprise", { __provider: "exports.handler = () => ({ create: () => ({ id: 1 }) });" }, { parent: this }); this.registerOutputs({});',
      },
    },
  ],
};
