import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { environmentFor, prepareToolchain, project } from "../../../commands/local/localStack.ts";
import { freePort } from "../../../commands/local/sampleApp.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import type { RunningSandbox, SandboxOptions } from "../../../sandbox/index.ts";
import { runVariable } from "../../run/testRun.ts";
import { run } from "../../../commands/engine/run.ts";
import { sharedSigningKey } from "../tenant/signingKey.ts";
import { commitAll, copyProject } from "../../../dev/projectCopy.ts";

/** What a command printed, and how it ended; `undefined` while it runs. */
export interface Outcome {
  text: string;
  code: number | null | undefined;
}

/**
 * Somebody who follows a page: an empty HOME, this project's files, and a local tenant in place of one of
 * their own.
 */
export class Reader {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #running: ChildProcess[] = [];
  readonly sandbox: RunningSandbox;
  /** The folder of the project. */
  readonly folder: string;

  readonly #samplePort: number;

  private constructor(
    folder: string,
    {
      sandbox,
      environment,
      samplePort,
    }: { sandbox: RunningSandbox; environment: NodeJS.ProcessEnv; samplePort: number },
  ) {
    this.folder = folder;
    this.sandbox = sandbox;
    this.#environment = environment;
    this.#samplePort = samplePort;
  }

  /** A new reader, who goes when the test ends. */
  static async arrive(options: SandboxOptions = {}): Promise<Reader> {
    const top = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-reader-"));
    const sandbox = await startSandbox({ signingKey: await sharedSigningKey(), ...options });
    const folder = join(top, "auth0-phone-mfa");
    const { engine, home } = await prepareToolchain(() => undefined);
    await copyProject(folder);
    await commitAll(folder);
    await run("git", ["update-ref", "refs/remotes/origin/main", "HEAD"], { cwd: folder });
    await symlink(join(project, "node_modules"), join(folder, "node_modules"));
    const pulumiHome = join(top, "home", ".pulumi");
    // What Pulumi would download, where the internet can be reached.
    await cp(join(home, "plugins"), join(pulumiHome, "plugins"), { recursive: true });
    const {
      AUTH0_CLIENT_ID: _id,
      AUTH0_CLIENT_SECRET: _secret,
      ...trust
    } = environmentFor(sandbox.describe());
    const environment = {
      ...trust,
      PATH: [engine.binFolder, dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
      HOME: join(top, "home"),
      // A Pulumi that was built with cgo asks the list of users for the home, not the variable.
      PULUMI_HOME: pulumiHome,
      TMPDIR: process.env["TMPDIR"],
      NODE_OPTIONS: process.env["NODE_OPTIONS"],
      [runVariable]: process.env[runVariable],
      XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(process.env["HOME"] ?? "", ".cache"),
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      // What Pulumi would ask for at each command.
      PULUMI_CONFIG_PASSPHRASE: "a passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const reader = new Reader(folder, { sandbox, environment, samplePort: await freePort(0) });
    onTestFinished(async () => {
      for (const child of reader.#running) {
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
        process.kill(-child.pid, "SIGINT");
        await once(child, "close");
      }
      await sandbox.stop();
      await rm(top, { recursive: true, force: true });
    });
    return reader;
  }

  /**
   * Types a command as a page has it, with the reader's own values in place of the page's.
   *
   * @param until what it prints once it is up, for a command that then goes on until Ctrl-C
   */
  async types(command: string, until?: string): Promise<Outcome> {
    const child = spawn("bash", ["-c", this.#own(command)], {
      cwd: this.folder,
      env: this.#environment,
      stdio: "pipe",
      // A group of its own, as in a terminal: Ctrl-C reaches what npm has started too.
      detached: true,
    });
    child.stdin.on("error", () => undefined).end(this.#secretFor(command));
    const ended = once(child, "close");
    let text = "";
    const printed = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          if (until !== undefined && text.includes(until)) resolve();
        });
    });
    if (until === undefined) await ended;
    else {
      this.#running.push(child);
      await Promise.race([printed, ended]);
    }
    return { text, code: until === undefined ? child.exitCode : (child.exitCode ?? undefined) };
  }

  #own(command: string): string {
    const { auth0, twilio, plivo } = this.sandbox.describe();
    const values: [string | RegExp, string][] = [
      [/^npm ci && /, ""],
      // The default ports may be in use on the machine that tests.
      [/^(npm run demo)$/, "$1 -- --app-port 0"],
      [/^(npm run demo -- --check)$/, "$1 --app-port 0"],
      [/^(npm run dev .*)$/, `$1 -- --port ${this.#samplePort}`],
      ["localhost:PORT", new URL(auth0.plainUrl).host],
      ["YOUR_TENANT.eu.auth0.com", auth0.domain],
      ["CLIENT_ID", auth0.clientId],
      ["AC…", twilio.accountSid],
      ["MA…", plivo.authId],
      ["--send-test +1…", "--send-test +14155552671"],
      ["+1…", command.includes("plivo") ? plivo.from : twilio.from],
      // The same folder, for a Pulumi that takes another one for the home: see PULUMI_HOME above.
      ["pulumi login --local", `pulumi login file://${this.#environment["HOME"] ?? ""}`],
      // There is no terminal to be asked on.
      [/^((?:npm run )?(?:demo -- )?(?:pulumi(?: --)?)) (up|destroy)\b/, "$1 $2 --yes"],
      [/^(npm run adopt -- --stack \w+)$/, "$1 --yes"],
    ];
    return values.reduce(
      (text, [from, to]) => text.replaceAll(from instanceof RegExp ? new RegExp(from, "g") : from, to),
      command,
    );
  }

  /** What a reader answers when `pulumi config set --secret` asks. */
  #secretFor(command: string): string {
    const { auth0, twilio, plivo } = this.sandbox.describe();
    if (!command.includes("--secret")) return "";
    if (command.includes("auth0:")) return auth0.clientSecret;
    return command.includes("plivo:") ? plivo.authToken : twilio.authToken;
  }
}
