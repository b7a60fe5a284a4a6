import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { runPulumi } from "../../commands/engine/isolatedStack.ts";
import type { RunResult } from "../../commands/engine/run.ts";
import { secondPlivoToken } from "../../senders/plivo/local.ts";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import type { ProcessWatch } from "../support/secrets/processWatch.ts";
import { watchProcesses } from "../support/secrets/processWatch.ts";
import type { Sighting } from "../support/secrets/SecretHunt.ts";
import { SecretHunt } from "../support/secrets/SecretHunt.ts";
import { enroll, logIn } from "../support/signIn/signIns.ts";
import { toolchain } from "../support/stack/savedStack.ts";
import { runCli } from "../support/stack/runCli.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack } from "../support/stack/testStack.ts";
import { fixtureAround } from "../support/tenant/fixture.ts";
import type { Variant } from "./variants.ts";

/** A tenant, and the calls that carry a secret, or follow one, as faults that let them fail once. */
interface SecretCalls extends Variant {
  first: readonly string[];
  /** Those of a change of token. */
  change: readonly string[];
}

export const secretCalls: readonly SecretCalls[] = [
  {
    name: "unified, twilio",
    standsFor: "what sends by itself",
    phoneExperience: "unified",
    sender: "twilio",
    first: ["POST /branding/phone/providers 1 403", "PUT /guardian/policies 1 400"],
    change: ["PATCH /branding/phone/providers/* 1 403", "GET /tenants/settings * 401"],
  },
  {
    name: "unified, plivo",
    phoneExperience: "unified",
    sender: "plivo",
    first: ["POST /actions/actions 1 403", "POST /actions/actions/*/deploy 1 400"],
    change: ["PATCH /actions/actions/* 1 400", "POST /actions/actions/*/deploy 1 403"],
  },
  {
    name: "legacy, twilio",
    phoneExperience: "legacy",
    sender: "twilio",
    first: ["PUT /guardian/factors/sms/providers/twilio 1 400", "PUT /guardian/policies 1 400"],
    change: ["PUT /guardian/factors/sms/providers/twilio 1 403"],
  },
];

/**
 * Runs through a stack's life, including failures, and searches for its secrets everywhere they were not put.
 */
export async function huntSecrets({ first, change, ...variant }: SecretCalls): Promise<void> {
  const began = Date.now();
  const processes = watchProcesses();
  const stack = await testStack({ ...variant, passphrase: true });
  const canary = await Canary.of(stack);

  for (const fault of first) await canary.failAt(fault);
  await canary.pulumi("preview", "--diff");
  expect(await canary.pulumiApart("up", "--yes", "--diff")).toBe(0);
  await canary.command("doctor", "--stack", "dev", "--json");
  await canary.command("drift", "--stack", "dev", "--markdown", "-");

  await canary.changeTokens();
  const reports = join(stack.local.folder, "..", "reports");
  await mkdir(reports);
  const files = ["--markdown", join(reports, "review.md"), "--json", join(reports, "review.json")];
  await canary.command("review", "--stack", "dev", ...files);
  await canary.command("pulumi", "preview", "--diff", "--stack", "dev");
  await canary.pulumi("preview", "--json", "--show-sames");
  for (const fault of change) await canary.failAt(fault);
  expect(await canary.pulumiApart("up", "--yes", "--diff")).toBe(0);
  await canary.pulumi("stack", "export");
  await canary.pulumi("stack", "history", "--json");
  await canary.pulumi("config", "--json");
  await canary.lookAtSignIn();
  expect(await canary.pulumi("destroy", "--yes", "--skip-preview")).toBe(0);
  await canary.lookAtFiles(began);
  canary.lookAtProcesses(processes);

  expect(canary.found).toEqual([]);
  await canary.expectEyes(processes);
}

/** Looks for a stack's secrets. */
class Canary {
  readonly found: Sighting[] = [];
  readonly #stack: TestStack;
  readonly #tokens: Record<string, string>;
  readonly #hunt: SecretHunt;
  /** Runs leave their temporary files in this folder. */
  readonly #temporary: string;
  readonly #places = new Set<string>();

  private constructor(stack: TestStack, tokens: Record<string, string>, temporary: string) {
    this.#stack = stack;
    this.#tokens = tokens;
    this.#temporary = temporary;
    this.#hunt = new SecretHunt({
      ...tokens,
      "the client's secret": stack.local.sandbox.describe().auth0.clientSecret,
      "the stack's passphrase": stack.local.environment["PULUMI_CONFIG_PASSPHRASE"] ?? "",
    });
  }

  static async of(stack: TestStack): Promise<Canary> {
    const description = stack.local.sandbox.describe();
    const tokens = {
      "Twilio's token": description.twilio.authToken,
      "Twilio's other token": await secondTwilioToken(description),
      "Plivo's token": description.plivo.authToken,
      "Plivo's other token": await secondPlivoToken(description),
    };
    const temporary = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-canary-"));
    onTestFinished(() => rm(temporary, { recursive: true, force: true }));
    return new Canary(stack, tokens, temporary);
  }

  #look(place: string, content: string | Buffer): void {
    this.#places.add(place);
    this.found.push(...this.#hunt.in(place, content));
  }

  pulumi(...args: string[]): Promise<number | null> {
    return this.#read(args, this.#stack.local.pulumi(args, { env: this.#environment }));
  }

  /** The same with plugins and language host in separate processes, as users have them. */
  async pulumiApart(...args: string[]): Promise<number | null> {
    const { folder, environment } = this.#stack.local;
    const { binFolder } = (await toolchain()).engine;
    const run = runPulumi({ folder, environment, binFolder }, args, { env: this.#environment });
    return this.#read(args, run);
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.#stack.local.environment, TMPDIR: this.#temporary };
  }

  async #read(args: readonly string[], run: Promise<RunResult>): Promise<number | null> {
    const { code, stdout, stderr } = await run;
    this.#look(`pulumi ${args.join(" ")}`, `${stdout}\n${stderr}`);
    return code;
  }

  async command(name: string, ...args: string[]): Promise<void> {
    const { text } = await runCli(this.#stack.local, name, args, { TMPDIR: this.#temporary });
    this.#look(`npm run ${name} -- ${args.join(" ")}`, text);
  }

  /** Runs an `up` that fails. */
  async failAt(fault: string): Promise<void> {
    await this.#stack.sandbox("POST", "/faults", { rules: [fault] });
    expect(await this.pulumi("up", "--yes", "--skip-preview"), fault).not.toBe(0);
    await this.#stack.sandbox("DELETE", "/faults");
  }

  /** After it the old values stand beside the new ones. */
  async changeTokens(): Promise<void> {
    await this.#stack.local.configure(
      {},
      {
        "twilio:authToken": this.#tokens["Twilio's other token"] ?? "",
        "plivo:authToken": this.#tokens["Plivo's other token"] ?? "",
      },
    );
  }

  /** What the tenant shows to users who sign in, and to observers. */
  async lookAtSignIn(): Promise<void> {
    const description = this.#stack.local.sandbox.describe();
    const { clientId } = await this.#stack.outputs();
    const signIn = await fixtureAround(description, String(clientId));
    const { email } = await signIn.newUser();
    const visitor = signIn.visitor();
    const { page } = await logIn(signIn, visitor, email);
    this.#look("the enrollment page", page.text);
    this.#look("the page of the code", (await enroll(signIn, visitor, page)).text);
    this.#look("the tenant's log", JSON.stringify(await this.#stack.api("GET", "/logs?per_page=100")));
    const { url: inbox } = description.inbox;
    for (const url of [inbox, `${inbox}/messages.json`]) this.#look(url, await (await fetch(url)).text());
    for (const path of ["/requests", "/state", "/description"])
      this.#look(path, JSON.stringify(await this.#stack.sandbox("GET", path)));
  }

  async lookAtFiles(began: number): Promise<void> {
    const { folder, environment } = this.#stack.local;
    const home = environment["PULUMI_HOME"] ?? "";
    for (const [where, since] of [
      [join(folder, ".."), 0],
      [this.#temporary, 0],
      [join(home, "logs"), began],
      [join(home, "workspaces"), began],
    ] as const)
      for (const [file, content] of await filesIn(where, since)) this.#look(file, content);
  }

  lookAtProcesses({ commands, environments }: ProcessWatch): void {
    for (const line of commands) this.#look("a command line", line);
    // Client secret and passphrase are in the environment because their owner has put them there. Tokens are
    // in that of the program's process alone, which Pulumi hands its configuration there.
    const tokens = new SecretHunt(this.#tokens);
    for (const [environment, command] of environments) {
      const handed = command.includes("@pulumi/pulumi/cmd/run") ? /(^|\0)PULUMI_CONFIG=[^\0]*/g : /$^/g;
      const rest = environment.replaceAll(handed, "");
      this.found.push(...tokens.in(`the environment of ${command}`, rest));
    }
  }

  /** The search covered the right places: the secrets are found where they are shown. */
  async expectEyes({ commands, environments }: ProcessWatch): Promise<void> {
    const files = [...this.#places].filter((place) => place.startsWith("/"));
    for (const file of ["/dev.json", "/dev.json.bak", "/review.md", "/review.json"])
      expect(
        files.some((place) => place.endsWith(file)),
        file,
      ).toBe(true);
    expect([...commands].some((line) => line.includes("pulumi"))).toBe(true);
    const { clientSecret } = this.#stack.local.sandbox.describe().auth0;
    expect([...environments.keys()].some((one) => one.includes(clientSecret))).toBe(true);
    const { stdout } = await this.#stack.local.pulumi(["config", "--show-secrets", "--json"]);
    expect(new Set(this.#hunt.in("shown", stdout).map(({ secret }) => secret))).toEqual(
      new Set(["Twilio's other token", "Plivo's other token"]),
    );
  }
}

/**
 * All files below a folder that were written since, with what is in them; links lead to the checkout itself.
 * One that is gone meanwhile is another test's: Pulumi renames a running command's log.
 */
async function filesIn(folder: string, since: number): Promise<[file: string, content: Buffer][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string): Promise<[string, Buffer][]> =>
    (await stat(file)).mtimeMs < since ? [] : [[file, await readFile(file)]];
  const ifGone = (error: NodeJS.ErrnoException): [] => {
    if (error.code === "ENOENT") return [];
    throw error;
  };
  return (await Promise.all(files.map((file) => read(file).catch(ifGone)))).flat();
}
