import { expect, onTestFinished, test } from "vitest";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { deploy, expectNoSecret } from "../support/stack/deployedStack.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";
import { testStack } from "../support/stack/testStack.ts";

// `refresh`, `--refresh` and an import use the provider in the state. Its credentials may have been rotated
// since: pulumi/pulumi #4981.

/** Rotates the secret that the stack authenticates with, and sets the new one in its file. */
async function rotate({ local, api }: DeployedStack): Promise<void> {
  const { clientId } = local.sandbox.describe().auth0;
  const rotated = await api("POST", `/clients/${clientId}/rotate-secret`);
  const { client_secret: secret } = rotated as { client_secret: string };
  await local.configure({ "auth0:clientId": clientId }, { "auth0:clientSecret": secret });
}

/** One of the commands, which must succeed; the stack's owner has no credentials in the environment. */
async function run(stack: DeployedStack, command: string, line: string): Promise<string> {
  const without = { AUTH0_CLIENT_ID: undefined, AUTH0_CLIENT_SECRET: undefined };
  const { code, text } = await stack.command(command, [...line.split(" "), "--stack", "dev"], without);
  expectNoSecret(stack, text);
  expect(code, `${line}\n${text}`).toBe(0);
  return text;
}

test("all commands work after Auth0's client secret is rotated", async () => {
  // Its credentials come from the environment, and move to the stack file with the first rotation.
  const stack = await deploy();
  onTestFinished(() => stack.close());

  await rotate(stack);
  await run(stack, "pulumi", "preview --refresh --expect-no-changes");
  await run(stack, "pulumi", "up --refresh --yes --skip-preview --expect-no-changes");
  expect(await run(stack, "doctor", "--json")).not.toContain("the state and the configuration differ");

  await rotate(stack);
  expect(await run(stack, "doctor", "--json")).toContain(
    "auth0:clientSecret: the state and the configuration differ",
  );
  await run(stack, "pulumi", "refresh --yes --skip-preview --expect-no-changes");

  await rotate(stack);
  const { client_id: id } = (await stack.api("POST", "/clients", { name: "Shop" })) as { client_id: string };
  const imported = `auth0:index/client:Client shop ${id}`;
  await run(stack, "pulumi", `import ${imported} --yes --skip-preview --generate-code=false --protect=false`);
  await stack.local.pulumi([
    "state",
    "delete",
    "urn:pulumi:dev::auth0-phone-mfa::auth0:index/client:Client::shop",
    "--yes",
  ]);

  await rotate(stack);
  await run(stack, "pulumi", "destroy -fyr");
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
});

test("a rotated Twilio token reaches Auth0, even if Twilio's provider holds the old one", async () => {
  const stack = await testStack();
  const description = stack.local.sandbox.describe();
  const { url, accountSid, from } = description.twilio;
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
  await stack.up();

  const token = await secondTwilioToken(description);
  await stack.local.configure({}, { "twilio:authToken": token });
  const authorization = `Basic ${Buffer.from(`${accountSid}:${token}`).toString("base64")}`;
  const promoted = await fetch(`${url}/v1/AuthTokens/Promote`, {
    method: "POST",
    headers: { authorization },
  });
  expect(promoted.status).toBe(200);

  await stack.up("--refresh");
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
    providers: [{ id: string }];
  };
  const message = { to: "+14155550123", delivery_method: "text" };
  await stack.api("POST", `/branding/phone/providers/${providers[0].id}/try`, message);
  expect(await stack.sandbox("GET", "/messages")).toMatchObject([{ status: "delivered" }]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);
  await stack.destroy();
});
