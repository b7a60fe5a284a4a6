import { z } from "zod";
import type { Pulumi } from "../engine/isolatedStack.ts";

/** A secret in a state with `--show-secrets`: the value as JSON text. */
const secret = z
  .object({ plaintext: z.string() })
  .transform(({ plaintext }) => JSON.parse(plaintext) as unknown);

const exportedProviders = z.object({
  deployment: z.object({
    resources: z
      .array(z.object({ type: z.string(), inputs: z.record(z.string(), z.unknown()).catch({}) }))
      .nullish(),
  }),
});

/** Inputs of a provider that are credentials, by their configuration names. */
const credentials = {
  auth0: ["clientId", "clientSecret", "apiToken", "clientAssertionPrivateKey"],
  twilio: ["accountSid", "authToken", "apiKey", "apiSecret"],
} as const;

/** The credentials of one provider in the state, by their configuration keys. */
type Recorded = Readonly<Record<string, string | undefined>>;

/** Reads the credentials of the providers in the state. They must never be shown. */
export async function readRecordedCredentials(pulumi: Pulumi, stack: string): Promise<Recorded[]> {
  const { code, stdout } = await pulumi.pulumi(["stack", "export", "--show-secrets", "--stack", stack]);
  return code === 0 ? credentialsIn(JSON.parse(stdout)) : [];
}

export function credentialsIn(exported: unknown): Recorded[] {
  const resources = exportedProviders.safeParse(exported).data?.deployment.resources ?? [];
  return Object.entries(credentials).flatMap(([provider, keys]) =>
    resources
      .filter(({ type }) => type === `pulumi:providers:${provider}`)
      .map(({ inputs }) =>
        Object.fromEntries(keys.map((key) => [`${provider}:${key}`, textOf(inputs[key])])),
      ),
  );
}

function textOf(input: unknown): string | undefined {
  const value = secret.safeParse(input).data ?? input;
  return typeof value === "string" && value !== "" ? value : undefined;
}
