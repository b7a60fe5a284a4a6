import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { home, prepareEngine } from "../engine/prepareEngine.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { senderNames, senders } from "../../senders/index.ts";
import type { SenderName } from "../../senders/index.ts";
import type { SandboxDescription } from "../../sandbox/description.ts";
import { isBuilt } from "../engine/engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { IsolatedStack, SavedStack, SecretsProvider } from "../engine/isolatedStack.ts";
import { openIsolatedStack, withPassphrase } from "../engine/isolatedStack.ts";
import type { Progress } from "../engine/progress.ts";
import type { RunningSandbox, Sandbox, SandboxOptions, TenantState } from "../../sandbox/index.ts";
import { startSandbox } from "../../sandbox/index.ts";
import type { Attachable } from "../engine/attach.ts";
import { withLocalClients } from "./applicationsInFile.ts";
import { prepareSurroundings } from "./surroundings.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { shortFormName } from "../../configuration/parts.ts";
import { readStackFile } from "../engine/stackFile.ts";
import { languageHost } from "../engine/attach.ts";
import type { RunProgram } from "../engine/nodeHost/runProgram.ts";
import { quickStart } from "../engine/quickStart.ts";
import type { PluginChoice } from "../engine/plugins.ts";
import { installPlugins } from "../engine/plugins.ts";

/** The folder of this project. */
export const project = fileURLToPath(new URL("../../", import.meta.url));

/** The engine and its plugins, ready to run stacks. */
export interface Toolchain {
  engine: Engine;
  plugins: PluginChoice[];
  /** PULUMI_HOME of every local stack of this checkout. */
  home: string;
}

export interface LocalStackOptions {
  stack: string;
  sender: SenderName;
  phoneExperience: "unified" | "legacy";
  /**
   * The application's address, if it differs from the stack file: its callback URL, logout URL and web
   * origin.
   */
  appUrl?: string;
  /** Further options of the tenant. */
  sandbox?: SandboxOptions;
  /** A running tenant with that phone experience. */
  tenant?: RunningSandbox;
  /** Another copy of the program. */
  project?: string;
  /**
   * Serves local plugins and the language host from this process. That is cheaper, but killing the engine
   * does not end work that they have started.
   */
  attach?: boolean;
  /** Runs the program of an attached stack; by default, each run gets a process of its own. */
  runProgram?: RunProgram;
  /** Encrypts the stack's secrets; a new passphrase by default. */
  secretsProvider?: SecretsProvider;
  /**
   * A saved stack to continue from, on its own tenant, instead of a new stack. It needs the secrets provider
   * that it was saved with.
   */
  saved?: SavedLocalStack;
}

/** A saved state of a stack and its tenant, which others can start from. */
export interface SavedLocalStack extends SavedStack {
  tenant: TenantState;
  /** The tenant's domain, which is in the state. */
  domain: string;
}

/** This project's stack on its own tenant. */
export interface LocalStack extends IsolatedStack {
  sandbox: RunningSandbox;
  /** Stops the tenant and removes the stack's state and working copy. */
  close(): Promise<void>;
}

/** Finds or creates the engine and the plugins. Building the engine for the first time takes minutes. */
export async function prepareToolchain(progress: Progress): Promise<Toolchain> {
  const engine = await prepareEngine(progress);
  return { engine, plugins: await installPlugins(engine, home, progress), home };
}

/**
 * Starts a tenant and opens a stack of the project's folder on it, with that tenant's credentials. Nothing is
 * deployed yet, except for a saved stack.
 */
export async function startLocalStack(toolchain: Toolchain, options: LocalStackOptions): Promise<LocalStack> {
  const { phoneExperience, saved } = options;
  const sandbox =
    options.tenant ??
    (await startSandbox({ ...options.sandbox, phoneExperience, ...(saved && { state: saved.tenant }) }));
  const folder = await mkdtemp(join(tmpdir(), `auth0-phone-mfa-${options.stack}-`));
  const close = async () => {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const stack = await openIsolatedStack({
      engine: toolchain.engine,
      project: options.project ?? project,
      stack: options.stack,
      folder,
      home: toolchain.home,
      secretsProvider: options.secretsProvider ?? withPassphrase(randomBytes(16).toString("hex")),
      environment: environmentFor(sandbox.describe()),
      attached: options.attach ? attachable(toolchain) : [],
      ...(options.runProgram && { runProgram: options.runProgram }),
      ...(saved && { saved }),
    });
    const file = await readStackFile(stack.stackFile, stack.projectName);
    const description = sandbox.describe();
    const { values, secrets } = configurationFor(description, options, file);
    // A saved stack contains the secrets, which belong to the tenant, as does what the stack relies on.
    if (saved) await stack.configure(values, {});
    else
      await stack.configure(
        { ...values, ...(await clientsIn({ ...file, ...values }, description)) },
        secrets,
      );
    if (saved) await moveState(stack.stateFolder, saved.domain, sandbox.describe().auth0.domain);
    return { ...stack, sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Creates what a stack file relies on, and returns the values that name the created clients. */
async function clientsIn(file: StackFile, description: SandboxDescription): Promise<Record<string, unknown>> {
  const { localIds } = await prepareSurroundings(description, [file]);
  return withLocalClients(file, localIds);
}

/** Saves a stack in `folder`. */
export async function saveLocalStack(
  { stateFolder, stackFile }: IsolatedStack,
  { sandbox, folder }: { sandbox: Sandbox; folder: string },
): Promise<SavedLocalStack> {
  const state = join(folder, "state");
  await cp(stateFolder, state, { recursive: true });
  return {
    state,
    stackFile: await readFile(stackFile, "utf8"),
    tenant: sandbox.save(),
    domain: sandbox.describe().auth0.domain,
  };
}

/** A restarted tenant has another port, which is part of its domain. */
async function moveState(stateFolder: string, from: string, to: string): Promise<void> {
  for (const entry of await readdir(stateFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, "utf8");
    if (text.includes(from)) await writeFile(file, text.replaceAll(from, to));
  }
}

/**
 * The parts of a toolchain that can be served from this process: the local plugins and the language host.
 */
export const attachable = ({ engine, plugins }: Toolchain): Attachable[] => [
  ...(isBuilt(engine) ? [languageHost] : []),
  ...plugins.flatMap((plugin) => (plugin.attachable === undefined ? [] : [plugin.attachable])),
];

/**
 * The tenant's credentials as @pulumi/auth0 reads them, both settings to trust its CA (for the official
 * plugin in Go, and for Node), and the account address for the local twilio plugin.
 */
export function environmentFor({ auth0, twilio }: SandboxDescription): Record<string, string> {
  return {
    AUTH0_CLIENT_ID: auth0.clientId,
    AUTH0_CLIENT_SECRET: auth0.clientSecret,
    SSL_CERT_FILE: auth0.caFile,
    NODE_EXTRA_CA_CERTS: auth0.caFile,
    SANDBOX_TWILIO_URL: twilio.url,
    // The SDK's policy pack runner would leave one in the temporary folder.
    TS_NODE_CACHE: "false",
    ...quickStart(process.env),
  };
}

/**
 * What each user sets for their own stack: all accounts, so that the sender can be changed, and the chosen
 * sender.
 */
function configurationFor(
  description: SandboxDescription,
  { sender, phoneExperience, appUrl }: Pick<LocalStackOptions, "sender" | "phoneExperience" | "appUrl">,
  file: StackFile = {},
): { values: Record<string, unknown>; secrets: Record<string, string> } {
  const accounts = senderNames.map((name) => {
    const { accountOf, insteadOfNumber } = sendersInCommands[name].local;
    const { id, token, from } = accountOf(description);
    const keys = senders[name].account;
    const hasOther = insteadOfNumber.some((key) => file[key] !== undefined);
    return {
      values: { [keys.id]: id, ...(!hasOther && { [keys.number]: from }) },
      secrets: { [keys.token]: token },
    };
  });
  return {
    values: {
      ...(appUrl === undefined ? {} : urlsFor(appUrl, file["applications"])),
      sender,
      phoneExperience,
      "auth0:domain": description.auth0.domain,
      ...merged(accounts.map(({ values }) => values)),
    },
    secrets: merged(accounts.map(({ secrets }) => secrets)),
  };
}

/** The first application's URLs, in the form of the stack file. */
function urlsFor(appUrl: string, applications: unknown): Record<string, unknown> {
  const lists = ["callbackUrls", "logoutUrls", "webOrigins"].map((list) => [list, [appUrl]] as const);
  const several = (applications ?? {}) as Record<string, object>;
  const name = firstApplication(several);
  if (name === undefined) return Object.fromEntries(lists);
  const changed = { ...several[name], ...Object.fromEntries(lists) };
  return { applications: { ...several, [name]: changed } };
}

/** The name of the application that people sign in to here. */
export const firstApplication = (applications: Readonly<Record<string, unknown>>): string | undefined =>
  Object.hasOwn(applications, shortFormName) ? shortFormName : Object.keys(applications).sort()[0];

const merged = (records: readonly Record<string, string>[]): Record<string, string> =>
  Object.fromEntries(records.flatMap((record) => Object.entries(record)));
