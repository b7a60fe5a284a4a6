import { onTestFinished } from "vitest";
import type { LocalStack, LocalStackOptions } from "../../../commands/local/localStack.ts";
import { startLocalStack } from "../../../commands/local/localStack.ts";
import { setValues } from "../../../commands/engine/stackFile.ts";
import type { Api } from "../../../commands/local/localTenant.ts";
import { managementApi, sandboxApi } from "../../../commands/local/localTenant.ts";
import { committed, savedStack, howItRuns, toolchain } from "./savedStack.ts";

/** A Management API call as the tenant received it. */
export interface Call {
  method: string;
  path: string;
  status: number;
}

/** One changed resource of a preview. */
export interface Change {
  op: string;
  /** The resource's type and name, as in `Client spa`. */
  resource: string;
  /** The changed properties' paths. */
  properties: string[];
}

/** A stack of this project on its own tenant, for tests. */
export interface TestStack {
  local: LocalStack;
  /** Sets the project's own configuration values. */
  set(values: Record<string, unknown>): Promise<void>;
  /** Runs `pulumi up`; throws with the engine's output if it fails. */
  up(...options: string[]): Promise<void>;
  /** Runs `pulumi up`, which must fail; returns its output. */
  failingUp(): Promise<string>;
  refresh(): Promise<void>;
  destroy(): Promise<void>;
  /** Runs `pulumi destroy`, which must fail; returns its output. */
  failingDestroy(): Promise<string>;
  preview(): Promise<Change[]>;
  /** Runs `pulumi preview`, which must fail; returns its output. */
  failingPreview(): Promise<string>;
  outputs(): Promise<Record<string, unknown>>;
  /** One call of the tenant's Management API. */
  api: Api;
  /** One of the sandbox's own calls, below `/sandbox`. */
  sandbox: Api;
  /** The Management API calls since the last check. */
  calls(): Promise<Call[]>;
}

/** The initial state of a test's stack. */
export interface TestStackOptions extends Partial<LocalStackOptions> {
  /** Whether it is up already; otherwise nothing is deployed. */
  up?: boolean;
  /** Whether a passphrase encrypts its secrets, as with most users, instead of the tests' key service. */
  passphrase?: boolean;
}

/** Starts a stack on a tenant of its own; both go when the test ends. */
export async function testStack(options: TestStackOptions = {}): Promise<TestStack> {
  const local = await openTestStack(options);
  onTestFinished(() => local.close());
  return driven(local, options.stack ?? "dev");
}

/** Starts a stack on a tenant of its own, for whoever closes it. */
export async function openTestStack({
  up = false,
  passphrase = false,
  ...options
}: TestStackOptions = {}): Promise<LocalStack> {
  const whole = { ...committed, ...options };
  // With a given tenant or another program, there is no saved stack.
  const canBeSaved = options.tenant === undefined && options.project === undefined;
  if (!canBeSaved && up) throw new Error("A stack on a tenant or a program of the test's own is not up.");
  const saved = canBeSaved ? { saved: await savedStack({ ...whole, up, passphrase }) } : {};
  return startLocalStack(await toolchain(), {
    ...(await howItRuns({ passphrase })),
    ...whole,
    ...saved,
  });
}

/** A stack as a test's own drives it. */
function driven(local: LocalStack, name: string): TestStack {
  const description = local.sandbox.describe();

  const must = async (...args: string[]) => {
    const { code, stdout, stderr } = await local.pulumi(args);
    if (code !== 0)
      throw new Error(`pulumi ${args.join(" ")} ended with ${code ?? "a signal"}:\n${stdout}\n${stderr}`);
    return stdout;
  };
  const mustFail = async (...args: string[]) => {
    const { code, stdout, stderr } = await local.pulumi(args);
    if (code === 0) throw new Error(`pulumi ${args.join(" ")} should have failed:\n${stdout}`);
    return stdout + stderr;
  };
  const sandbox = sandboxApi(description);

  return {
    local,
    async set(values) {
      const own = Object.entries(values).map(([key, value]) => [`auth0-phone-mfa:${key}`, value]);
      await setValues(
        `${local.folder}/Pulumi.${name}.yaml`,
        Object.fromEntries(own) as Record<string, unknown>,
      );
    },
    up: async (...options) => {
      await must("up", "--yes", "--skip-preview", ...options);
    },
    failingUp: () => mustFail("up", "--yes", "--skip-preview"),
    refresh: async () => {
      await must("refresh", "--yes", "--skip-preview");
    },
    destroy: async () => {
      await must("destroy", "--yes", "--skip-preview");
    },
    failingDestroy: () => mustFail("destroy", "--yes", "--skip-preview"),
    preview: async () => changesIn(await must("preview", "--json")),
    failingPreview: () => mustFail("preview"),
    outputs: async () => JSON.parse(await must("stack", "output", "--json")) as Record<string, unknown>,
    api: managementApi(description),
    sandbox,
    async calls() {
      const calls = (await sandbox("GET", "/requests")) as Call[];
      await sandbox("DELETE", "/requests");
      return calls;
    },
  };
}

interface Preview {
  steps: { op: string; urn: string; detailedDiff?: Record<string, unknown> | null }[];
}

/** The changes in a preview, without reads and unchanged resources. */
function changesIn(json: string): Change[] {
  return (JSON.parse(json) as Preview).steps
    .filter(({ op }) => !["same", "read", "refresh"].includes(op))
    .map(({ op, urn, detailedDiff }) => {
      const [type = "", name = ""] = urn.split("::").slice(-2);
      return {
        op,
        resource: `${type.split(":").at(-1) ?? ""} ${name}`,
        properties: Object.keys(detailedDiff ?? {}),
      };
    });
}

/** Lets the tenant refuse a call once. */
export async function failOnce(stack: TestStack, call: string, effect = "403"): Promise<void> {
  await stack.sandbox("POST", "/faults", { rules: [`${call} 1 ${effect}`] });
}

/** Whether a call writes to the tenant; asking for a token does not. */
export function isWrite({ method, path }: Call): boolean {
  return method !== "GET" && !path.endsWith("/oauth/token");
}

/** The calls that write to the tenant, as `describeCall` puts them. */
export function writesIn(calls: readonly Call[]): string[] {
  return calls.filter(isWrite).map(describeCall);
}

/** A call as `PUT /guardian/policies`, without ids. */
export function describeCall({ method, path }: Call): string {
  const short = path.replace(/^\/api\/v2/, "").replace(/\?.*/, "");
  return `${method} ${short.replace(/\/(pro_|tem_)\w+|(?<=\/clients\/)\w+|(?<=\/actions\/actions\/)[\w-]+/g, (id) => (id.startsWith("/") ? "/{id}" : "{id}"))}`;
}
