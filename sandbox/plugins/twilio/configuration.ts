import { isLoopback } from "../bridge/loopback.ts";
import { bool, int, string, type Fields } from "../bridge/schema/property.ts";
import { isAbsent, unknown, type Properties } from "../bridge/schema/value.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How to reach the stand-in: the real provider's addresses are fixed, and this one has no other. */
export interface Configuration {
  url: string;
  username: string;
  password: string;
}

/** The variable with the stand-in's address. */
const addressVariable = "SANDBOX_TWILIO_URL";

/** The provider's own inputs, from the official schema. */
export const configurationFields: Fields = {
  accountSid: string(),
  apiKey: string(),
  apiSecret: string({ sensitive: true }),
  authToken: string({ sensitive: true }),
  backoffIntervalInMs: int(),
  edge: string(),
  region: string(),
  retryAttempts: int(),
  skipCredentialValidation: bool(),
};

const variables = {
  accountSid: "TWILIO_ACCOUNT_SID",
  authToken: "TWILIO_AUTH_TOKEN",
  apiKey: "TWILIO_API_KEY",
  apiSecret: "TWILIO_API_SECRET",
} as const;

/** The problems with the provider's own inputs. */
export function configurationFailures(inputs: Properties, environment: Environment): string[] {
  const strangers = Object.keys(inputs).filter(
    (name) => !(name in configurationFields) && !name.startsWith("__") && name !== "version",
  );
  const address = addressFailure(environment);
  return [
    ...strangers.map(
      (name) => `\`twilio:${name}\` is not a valid configuration key for the twilio provider.`,
    ),
    ...["edge", "region"]
      .filter((name) => !isAbsent(inputs[name]) && inputs[name] !== "")
      .map((name) => `The local twilio plugin does not have the setting \`twilio:${name}\`.`),
    ...(address === undefined ? [] : [address]),
  ];
}

/** The stand-in and the account's credentials; undefined if a preview does not know them yet. */
export function configurationFrom(inputs: Properties, environment: Environment): Configuration | undefined {
  if (Object.keys(variables).some((name) => inputs[name] === unknown)) return undefined;
  const failure = addressFailure(environment);
  if (failure !== undefined) throw new Error(failure);
  const value = (name: keyof typeof variables): string => {
    const given = inputs[name];
    return typeof given === "string" && given !== "" ? given : (environment[variables[name]] ?? "");
  };
  const [accountSid, authToken] = [value("accountSid"), value("authToken")];
  const [apiKey, apiSecret] = [value("apiKey"), value("apiSecret")];
  const hasKey = apiKey !== "" && apiSecret !== "";
  const missing = [
    ...(accountSid === "" ? ["SID is required"] : []),
    ...(hasKey || authToken !== "" ? [] : ["Auth token is required"]),
  ];
  if (missing.length > 0)
    throw new Error(`Account details specified are invalid. Validation errors: [${missing.join(", ")}]`);
  return {
    url: environment[addressVariable] ?? "",
    ...(hasKey ? { username: apiKey, password: apiSecret } : { username: accountSid, password: authToken }),
  };
}

function addressFailure(environment: Environment): string | undefined {
  const address = environment[addressVariable] ?? "";
  const plain = /^http:\/\/([^/?#@]+)(\/[\w/-]*)?$/.exec(address);
  if (plain?.[1] !== undefined && isLoopback(plain[1])) return undefined;
  return (
    `Failed to use ${address === "" ? "Twilio" : address.slice(0, 200)}: this is the local twilio plugin, and ` +
    `it talks to a stand-in on this machine only, whose http address must be in ${addressVariable}. For a real account, ` +
    "run pulumi outside the sandbox; it then uses the official terraform-provider plugin."
  );
}
