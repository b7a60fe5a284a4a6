import { z } from "zod";

/** A secret in a state with `--show-secrets`: the value as JSON text. */
const secret = z
  .object({ plaintext: z.string() })
  .transform(({ plaintext }) => JSON.parse(plaintext) as unknown);

const withResources = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          type: z.string(),
          urn: z.string().catch(""),
          inputs: z.record(z.string(), z.unknown()).catch({}),
          outputs: z.record(z.string(), z.unknown()).catch({}),
        }),
      )
      .nullish(),
  }),
});

/** The resources of a state with its secrets in plain text. */
export const resourcesIn = (exported: unknown) =>
  withResources.safeParse(exported).data?.deployment.resources ?? [];

/** Inputs of a provider that are credentials, by their configuration names. */
const credentials = {
  auth0: ["clientId", "clientSecret", "apiToken", "clientAssertionPrivateKey"],
  twilio: ["accountSid", "authToken", "apiKey", "apiSecret"],
} as const;

/** The credentials of one provider in the state, by their configuration keys. */
type Recorded = Readonly<Record<string, string | undefined>>;

/** The stack's outputs; empty if nothing has been deployed. */
export const outputsIn = (exported: unknown): Record<string, unknown> =>
  resourcesIn(exported).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};

/** The numbers that the stack has attached to its own Messaging Service. */
export const attachedNumbersIn = (exported: unknown): string[] =>
  resourcesIn(exported)
    .filter(({ type }) => type === "twilio:index/messagingPhoneNumber:MessagingPhoneNumber")
    .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2));

/** The credentials of the providers in the state. They must never be shown. */
export function credentialsIn(exported: unknown): Recorded[] {
  const resources = resourcesIn(exported);
  return Object.entries(credentials).flatMap(([provider, keys]) =>
    resources
      .filter(({ type }) => type === `pulumi:providers:${provider}`)
      .map(({ inputs }) =>
        Object.fromEntries(keys.map((key) => [`${provider}:${key}`, textOf(inputs[key])])),
      ),
  );
}

function textOf(input: unknown): string | undefined {
  const value = revealed(input);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A value of which a secret is the plain text. */
export const revealed = (input: unknown): unknown => secret.safeParse(input).data ?? input;
