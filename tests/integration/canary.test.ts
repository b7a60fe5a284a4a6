import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { testStack } from "../support/engine.ts";
import { watchProcesses } from "../support/processWatch.ts";
import { runCli } from "../support/runCli.ts";
import { secondTwilioToken } from "../../cli/secondTwilioToken.ts";
import type { Sighting } from "../support/SecretHunt.ts";
import { SecretHunt } from "../support/SecretHunt.ts";
import { enroll, logIn } from "../support/signIns.ts";
import { worldAround } from "../support/world.ts";

/** In each world, the calls that carry a secret, or follow one, as faults that let them fail once; then those of a change of token. */
const worlds = [
  {
    phoneExperience: "unified",
    sender: "twilio",
    first: ["POST /branding/phone/providers 1 403", "PUT /guardian/policies 1 400"],
    change: ["PATCH /branding/phone/providers/* 1 403", "GET /tenants/settings * 401"],
  },
  {
    phoneExperience: "unified",
    sender: "plivo",
    first: ["POST /actions/actions 1 403", "POST /actions/actions/*/deploy 1 400"],
    change: ["PATCH /actions/actions/* 1 400", "POST /actions/actions/*/deploy 1 403"],
  },
  {
    phoneExperience: "legacy",
    sender: "twilio",
    first: ["POST /clients 1 403", "PUT /guardian/factors/sms/providers/twilio 1 400"],
    change: ["PUT /guardian/factors/sms/providers/twilio 1 403"],
  },
] as const;

test.each(worlds)("$phoneExperience, $sender: a secret is nowhere but where it was put", async (world) => {
  const began = Date.now();
  const processes = watchProcesses();
  const stack = await testStack(world);
  const description = stack.local.sandbox.describe();
  const { auth0, inbox, twilio, plivo } = description;
  const otherTwilio = await secondTwilioToken(description);
  const otherPlivo = randomBytes(20).toString("hex");
  const configured = {
    "Twilio's token": twilio.authToken,
    "Twilio's other token": otherTwilio,
    "Plivo's token": plivo.authToken,
    "Plivo's other token": otherPlivo,
  };
  const hunt = new SecretHunt({
    ...configured,
    "the client's secret": auth0.clientSecret,
    "the stack's passphrase": stack.local.environment["PULUMI_CONFIG_PASSPHRASE"] ?? "",
  });
  const found: Sighting[] = [];
  const places = new Set<string>();
  const look = (place: string, content: string | Buffer): void => {
    places.add(place);
    found.push(...hunt.in(place, content));
  };

  // What runs leave behind in a temporary folder is left in this one.
  const temporary = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-canary-"));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const env = { ...process.env, ...stack.local.environment, TMPDIR: temporary };
  const pulumi = async (...args: string[]): Promise<number | null> => {
    const { code, stdout, stderr } = await stack.local.pulumi(args, { env });
    look(`pulumi ${args.join(" ")}`, `${stdout}\n${stderr}`);
    return code;
  };
  const command = async (name: string, ...args: string[]): Promise<void> => {
    const { text } = await runCli(stack.local, name, args, { TMPDIR: temporary });
    look(`npm run ${name} -- ${args.join(" ")}`, text);
  };
  const failsAt = async (fault: string): Promise<void> => {
    await stack.sandbox("POST", "/faults", { rules: [fault] });
    expect(await pulumi("up", "--yes", "--skip-preview"), fault).not.toBe(0);
    await stack.sandbox("DELETE", "/faults");
  };

  for (const fault of world.first) await failsAt(fault);
  await pulumi("preview", "--diff");
  expect(await pulumi("up", "--yes", "--diff")).toBe(0);
  await command("doctor", "--stack", "dev", "--json");
  await command("drift", "--stack", "dev", "--markdown", "-");

  // A change of token: where the old value stands beside the new one.
  await stack.local.configure({}, { "twilio:authToken": otherTwilio, "plivo:authToken": otherPlivo });
  const reports = join(stack.local.folder, "..", "reports");
  await mkdir(reports);
  const files = ["--markdown", join(reports, "review.md"), "--json", join(reports, "review.json")];
  await command("review", "--stack", "dev", ...files);
  await command("pulumi", "preview", "--diff", "--stack", "dev");
  await pulumi("preview", "--json", "--show-sames");
  for (const fault of world.change) await failsAt(fault);
  expect(await pulumi("up", "--yes", "--diff")).toBe(0);
  await pulumi("stack", "export");
  await pulumi("stack", "history", "--json");
  await pulumi("config", "--json");

  // What the tenant shows: to who signs in, to who looks on.
  const { clientId } = await stack.outputs();
  const signIn = await worldAround(description, String(clientId));
  const { email } = await signIn.newUser();
  const visitor = signIn.visitor();
  const { page } = await logIn(signIn, visitor, email);
  look("the enrolment page", page.text);
  look("the page of the code", (await enroll(signIn, visitor, page)).text);
  look("the tenant's log", JSON.stringify(await stack.api("GET", "/logs?per_page=100")));
  for (const url of [inbox.url, `${inbox.url}/messages.json`]) look(url, await (await fetch(url)).text());
  for (const path of ["/requests", "/state", "/description"])
    look(path, JSON.stringify(await stack.sandbox("GET", path)));

  expect(await pulumi("destroy", "--yes", "--skip-preview")).toBe(0);

  const home = stack.local.environment["PULUMI_HOME"] ?? "";
  for (const [folder, since] of [
    [join(stack.local.folder, ".."), 0],
    [temporary, 0],
    [join(home, "logs"), began],
    [join(home, "workspaces"), began],
  ] as const)
    for (const file of await filesIn(folder, since)) look(file, await readFile(file));
  for (const line of processes.commands) look("a command line", line);
  // Client secret and passphrase are in the environment because their owner has put them there. Tokens are in that of the program's process alone,
  // which Pulumi hands its configuration there.
  const tokens = new SecretHunt(configured);
  for (const [environment, command] of processes.environments) {
    const handed = command.includes("@pulumi/pulumi/cmd/run") ? /(^|\0)PULUMI_CONFIG=[^\0]*/g : /$^/g;
    found.push(...tokens.in(`the environment of ${command}`, environment.replaceAll(handed, "")));
  }

  expect(found).toEqual([]);

  // It was looked where they could have been, and they are found where they are shown.
  for (const file of ["/dev.json", "/dev.json.bak", "/review.md", "/review.json"])
    expect(
      [...places].some((place) => place.startsWith("/") && place.endsWith(file)),
      file,
    ).toBe(true);
  expect([...processes.commands].some((line) => line.includes("pulumi"))).toBe(true);
  expect([...processes.environments.keys()].some((one) => one.includes(auth0.clientSecret))).toBe(true);
  const { stdout } = await stack.local.pulumi(["config", "--show-secrets", "--json"]);
  expect(new Set(hunt.in("shown", stdout).map(({ secret }) => secret))).toEqual(
    new Set(["Twilio's other token", "Plivo's other token"]),
  );
});

/** All files below a folder that were written since; links lead to the checkout itself. */
async function filesIn(folder: string, since: number): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return files.filter((_, index) => (times[index] ?? 0) >= since);
}
