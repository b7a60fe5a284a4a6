import { onTestFinished } from "vitest";
import type { LocalStack, LocalStackOptions, Toolchain } from "../../cli/localStack.ts";
import { prepareToolchain, startLocalStack } from "../../cli/localStack.ts";
import { setValues } from "../../sandbox/engine/stackFile.ts";

let toolchain: Promise<Toolchain> | undefined;

/** A Management API call as the tenant saw it. */
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

/** A stack of this project on a tenant of its own, as tests drive it. */
export interface TestStack {
  local: LocalStack;
  /** Sets configuration values of the project's own. */
  set(values: Record<string, unknown>): Promise<void>;
  /** Runs `pulumi up`; throws with the engine's words if it fails. */
  up(...options: string[]): Promise<void>;
  /** Runs `pulumi up` that must fail; gives its words. */
  failingUp(): Promise<string>;
  refresh(): Promise<void>;
  destroy(): Promise<void>;
  /** Runs `pulumi destroy` that must fail; gives its words. */
  failingDestroy(): Promise<string>;
  preview(): Promise<Change[]>;
  /** Runs `pulumi preview` that must fail; gives its words. */
  failingPreview(): Promise<string>;
  outputs(): Promise<Record<string, unknown>>;
  /** One call of the tenant's Management API. */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  /** One of the sandbox's own calls, below `/sandbox`. */
  sandbox(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The Management API's calls since the last look. */
  calls(): Promise<Call[]>;
}

/** Starts a stack on a tenant of its own; both go when the test ends. */
export async function testStack(options: Partial<LocalStackOptions> = {}): Promise<TestStack> {
  toolchain ??= prepareToolchain((message) => {
    process.stderr.write(`${message}\n`);
  });
  const local = await startLocalStack(await toolchain, {
    stack: "dev",
    sender: "twilio",
    phoneExperience: "unified",
    ...options,
  });
  onTestFinished(() => local.close());
  const { auth0 } = local.sandbox.describe();

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
  const request = async (url: string, method: string, body?: unknown) => {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${auth0.managementToken}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
  const sandbox: TestStack["sandbox"] = (method, path, body) =>
    request(`${auth0.plainUrl}/sandbox${path}`, method, body);

  return {
    local,
    async set(values) {
      const own = Object.entries(values).map(([key, value]) => [`auth0-phone-mfa:${key}`, value]);
      await setValues(
        `${local.folder}/Pulumi.${options.stack ?? "dev"}.yaml`,
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
    api: (method, path, body) => request(`${auth0.plainUrl}/api/v2${path}`, method, body),
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

/** What a preview would change; what it only reads or leaves as it is does not count. */
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
