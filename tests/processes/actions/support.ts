import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type {
  ActionHandler,
  ActionResult,
  ActionRuntimeOptions,
  ActionSource,
} from "../../../sandbox/auth0/actions/action.ts";
import { ActionRuntime } from "../../../sandbox/auth0/actions/ActionRuntime.ts";

/** A runtime for one test, stopped when the test ends. */
export function newRuntime(options: Partial<ActionRuntimeOptions> = {}): ActionRuntime {
  const runtime = new ActionRuntime({ hosts: {}, ...options });
  onTestFinished(() => runtime.stop());
  return runtime;
}

let versions = 0;

/** A separate version with this code. */
export function action(code: string, changes: Partial<ActionSource> = {}): ActionSource {
  versions += 1;
  return { id: `version-${versions}`, code, secrets: {}, dependencies: [], ...changes };
}

/** An Action whose unified handler is this body. */
export function handling(body: string, changes: Partial<ActionSource> = {}): ActionSource {
  return action(`exports.onExecuteCustomPhoneProvider = async (event, api) => {\n${body}\n};`, changes);
}

export const unified: ActionHandler = "onExecuteCustomPhoneProvider";
export const legacy: ActionHandler = "onExecuteSendPhoneMessage";

/** One call of an Action of this body in a runtime of its own. */
export async function runBody(
  body: string,
  options: Partial<ActionRuntimeOptions> = {},
  changes: Partial<ActionSource> = {},
): Promise<ActionResult> {
  return newRuntime(options).run(handling(body, changes), unified, {});
}

/**
 * The value of an expression inside an Action, as JSON; for a thrown error, its code or name, and its
 * message.
 */
export async function valueOf(
  expression: string,
  options: Partial<ActionRuntimeOptions> = {},
): Promise<unknown> {
  const { notification, error } = await runBody(
    `let value;
     try { value = await (${expression}); } catch (error) { value = \`\${error.code ?? error.name}: \${error.message}\`; }
     api.notification.drop(JSON.stringify(value ?? null));`,
    options,
  );
  if (notification === null) return `${error?.name ?? ""}: ${error?.message ?? ""}`;
  return JSON.parse(notification.reason);
}

export interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface StandIn {
  url: string;
  port: number;
  received: Received[];
}

/** A server on loopback that stands in for a host. */
export async function standIn(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<StandIn> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, received };
}
