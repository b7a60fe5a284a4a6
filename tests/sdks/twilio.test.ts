import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

const sdk = new URL("../../sdks/twilio/", import.meta.url);
const schemaFile = new URL("../../../shared/schema/twilio.json", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, sdk), "utf8");

interface Schema {
  name: string;
  version: string;
  parameterization: { baseProvider: { name: string; version: string }; parameter: string };
  provider: { inputProperties: Record<string, { secret?: boolean }> };
  resources: Record<string, Record<"properties" | "inputProperties", Record<string, unknown>>>;
  functions: Record<string, { inputs: { properties: Record<string, unknown> } }>;
}

const manifest = JSON.parse(read("package.json")) as { pulumi: unknown };

test("Pulumi.yaml specifies the package that the SDK was generated from", () => {
  const project = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8")) as {
    packages: Record<string, { source: string; version: string; parameters: string[] }>;
  };
  const { twilio } = project.packages;
  expect(twilio).toEqual({
    source: "terraform-provider",
    version: "1.1.3",
    parameters: ["rjpearson94/twilio", "0.27.0"],
  });
  expect(manifest.pulumi).toMatchObject({
    name: twilio?.source,
    version: twilio?.version,
    parameterization: { name: "twilio", version: twilio?.parameters[1] },
  });
});

const files = {
  MessagingService: "messagingService",
  MessagingPhoneNumber: "messagingPhoneNumber",
  PhoneNumber: "phoneNumber",
};

test.skipIf(!existsSync(schemaFile))("the SDK is a subset of the package's schema", () => {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Schema;
  const { baseProvider, parameter } = schema.parameterization;
  expect(manifest.pulumi).toEqual({
    resource: true,
    ...baseProvider,
    parameterization: { name: schema.name, version: schema.version, value: parameter },
  });
  for (const [name, file] of Object.entries(files)) {
    const token = `twilio:index/${file}:${name}`;
    const source = read(`${file}.ts`);
    expect(source).toContain(`'${token}'`);
    const sent = [...source.matchAll(/resourceInputs\["(\w+)"\] = args\?\.(\w+)/g)].map(([, to, from]) => {
      expect(to).toBe(from);
      return to;
    });
    expect(sent.sort()).toEqual(Object.keys(schema.resources[token]?.inputProperties ?? {}).sort());
    const outputs = [...source.matchAll(/declare public (?:\/\*out\*\/ )?readonly (\w+):/g)].map(([, output]) => output);
    expect(outputs.sort()).toEqual(Object.keys(schema.resources[token]?.properties ?? {}).sort());
  }
  const provider = read("provider.ts");
  for (const [name, { secret }] of Object.entries(schema.provider.inputProperties)) {
    expect(provider).toContain(`resourceInputs["${name}"]`);
    expect(provider.includes(`args?.${name} ? pulumi.secret(args.${name})`)).toBe(secret === true);
  }
  const lookup = "twilio:index/getPhoneNumbers:getPhoneNumbers";
  const source = read("getPhoneNumbers.ts");
  expect(source).toContain(`"${lookup}"`);
  for (const name of Object.keys(schema.functions[lookup]?.inputs.properties ?? {}))
    expect(source).toContain(`"${name}": args.${name}`);
});
