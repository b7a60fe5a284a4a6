import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { setValues } from "../../commands/engine/stackFile.ts";
import { localTls } from "../../sandbox/tls.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";
import { expectNoSecret } from "../support/stack/deployedStack.ts";
import type { CommandRun } from "../support/stack/runCli.ts";
import type { Case } from "./cases.ts";

/** The commands that compare a stack with its tenant. */
export type Command = "drift" | "doctor" | "adopt";

/** Something with which none of the commands can work. */
interface BadInput extends Case {
  says: RegExp;
  /** Whether Auth0 refuses: for doctor a finding, for the other commands the end. */
  refused?: boolean;
  /** Runs the command with it, and puts things right again. */
  run: (command: RunCommand, stack: DeployedStack) => Promise<CommandRun>;
}

type RunCommand = (args: string[], changes?: Record<string, string | undefined>) => Promise<CommandRun>;

const onDev = ["--stack", "dev"];
/** With an environment that is wrong. */
const withVariables =
  (changes: Record<string, string | undefined>): BadInput["run"] =>
  (command) =>
    command(onDev, changes);

/** On a stack whose file names another host. */
const at =
  (domain: () => string | Promise<string>): BadInput["run"] =>
  async (command, { local }) => {
    const file = join(local.folder, "Pulumi.dev.yaml");
    await setValues(file, { "auth0:domain": await domain() });
    try {
      return await command(onDev);
    } finally {
      await setValues(file, { "auth0:domain": local.sandbox.describe().auth0.domain });
    }
  };

/** On a tenant that answers every call the same, with a certificate that the commands trust. */
const answering = (status: number, headers: Record<string, string>, body: string): BadInput["run"] =>
  at(async () => {
    const { cert, key } = await localTls();
    const server = createServer({ cert, key }, (_, response) => {
      response.writeHead(status, headers).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    return `localhost:${typeof address === "object" && address !== null ? address.port : 0}`;
  });

async function onHalfAState(command: RunCommand, { local }: DeployedStack): Promise<CommandRun> {
  const file = join(local.stateFolder, ".pulumi", "stacks", "auth0-phone-mfa", "dev.json");
  const whole = await readFile(file, "utf8");
  await writeFile(file, whole.slice(0, 200));
  try {
    return await command(onDev);
  } finally {
    await writeFile(file, whole);
  }
}

export const badInputs: readonly BadInput[] = [
  { name: "no stack named", says: /Pass the stack/, run: (command) => command([]) },
  {
    name: "an unknown option",
    standsFor: "a mistake in the command",
    says: /Unknown option/,
    run: (command) => command([...onDev, "--colour"]),
  },
  {
    name: "an unknown stack",
    says: /Existing stacks: dev\./,
    run: (command) => command(["--stack", "nope"]),
  },
  {
    name: "a wrong passphrase",
    says: /passphrase is wrong/,
    run: withVariables({ PULUMI_CONFIG_PASSPHRASE: "x" }),
  },
  {
    name: "no passphrase",
    says: /needs? a passphrase/,
    run: withVariables({ PULUMI_CONFIG_PASSPHRASE: undefined }),
  },
  { name: "no login", says: /you are not logged in/, run: withVariables({ PULUMI_BACKEND_URL: undefined }) },
  {
    name: "no credentials",
    refused: true,
    says: /auth0:clientSecret is missing/,
    run: withVariables({ AUTH0_CLIENT_SECRET: undefined }),
  },
  {
    name: "a wrong secret",
    standsFor: "what the tenant refuses",
    refused: true,
    says: /ID or its secret is wrong/,
    run: withVariables({ AUTH0_CLIENT_SECRET: "x" }),
  },
  {
    name: "a CA that is not trusted",
    refused: true,
    says: /is not trusted/,
    run: withVariables({ NODE_EXTRA_CA_CERTS: undefined }),
  },
  {
    name: "a closed port",
    refused: true,
    says: /can't be reached \(ECONNREFUSED\)/,
    run: at(() => "localhost:2"),
  },
  { name: "a tenant that answers 500", refused: true, says: /returned 500/, run: answering(500, {}, "{}") },
  {
    name: "a tenant that answers HTML",
    refused: true,
    says: /other than JSON/,
    run: answering(200, { "content-type": "text/html" }, "<html>Log in</html>"),
  },
  {
    name: "a tenant that answers broken JSON",
    refused: true,
    says: /other than JSON/,
    run: answering(200, {}, '{"access_token": '),
  },
  {
    name: "a tenant that answers a redirect",
    refused: true,
    says: /not followed/,
    run: answering(302, { location: "https://elsewhere.example/" }, ""),
  },
  {
    name: "a state that is half-written",
    standsFor: "what is wrong on this machine",
    says: /damaged or truncated/,
    run: onHalfAState,
  },
];

/** The command reports what is wrong at once, shows no secret and writes nothing. */
export async function refuseInput(
  stack: DeployedStack,
  command: Command,
  { says, refused = false, run }: BadInput,
): Promise<void> {
  await stack.sandbox("DELETE", "/requests");
  const result = await run(
    (args, changes = {}) => stack.command(command, command === "adopt" ? [...args, "--yes"] : args, changes),
    stack,
  );
  expect(result.text).toMatch(says);
  expect(result.code).toBe(refused && command === "doctor" ? 2 : 1);
  expect(result.text).not.toMatch(/\n {4}at /);
  expectNoSecret(stack, result.text);
  const requests = (await stack.sandbox("GET", "/requests")) as { method: string }[];
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
}
