import { surround } from "../../../sandbox/auth0/surroundings.ts";
import type { Hono } from "hono";
import { tenantApp } from "../../../sandbox/auth0/app.ts";
import { Faults } from "../../../sandbox/auth0/edge/faults.ts";
import type { HttpEnv } from "../../../sandbox/auth0/edge/httpEnv.ts";
import { RequestLog } from "../../../sandbox/auth0/edge/requestLog.ts";
import { makeSecrets } from "../../../sandbox/auth0/state/secrets.ts";
import type { TenantSecrets } from "../../../sandbox/auth0/state/tenantState.ts";
import { Tenant } from "../../../sandbox/auth0/tenant.ts";
import { differences } from "./compare.ts";
import { Identities } from "./identities.ts";
import { recordedExperience } from "./recording.ts";
import type { Exchange, Recording } from "./recording.ts";

/** How one replayed request compares with its recording. */
export interface Outcome {
  file: string;
  line: number;
  /** The endpoint without ids: `GET /clients/{id}`. */
  endpoint: string;
  status: boolean;
  shape: boolean;
  value: boolean;
  differences: string[];
}

const origin = "https://localhost";

/** Replays recordings, each on a fresh tenant in this process. */
export async function replay(recordings: readonly Recording[]): Promise<Outcome[]> {
  const secrets = await makeSecrets("sandbox", new Date());
  const outcomes: Outcome[] = [];
  for (const recording of recordings) outcomes.push(...(await replayOne(recording, secrets)));
  return outcomes;
}

async function replayOne({ file, exchanges }: Recording, secrets: TenantSecrets): Promise<Outcome[]> {
  const experience = recordedExperience(exchanges);
  const tenant = new Tenant({
    origin,
    phoneExperience: experience === "legacy" ? "legacy" : "unified",
    secrets,
  });
  if (experience === "undeclared") delete tenant.state.settings["phone_consolidated_experience"];
  const app = tenantApp(tenant, surround(tenant), {
    log: new RequestLog(),
    faults: new Faults(),
    latencyMs: 0,
  });
  const token = tenant.managementToken();
  const identities = new Identities();
  const outcomes: Outcome[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const answer = await send(app, token, exchange, identities);
    identities.learn(exchange.response, answer.body);
    outcomes.push({ file, line: index + 1, ...judge(exchange, answer, identities) });
  }
  return outcomes;
}

interface Answer {
  status: number;
  body: unknown;
}

async function send(
  app: Hono<HttpEnv>,
  token: string,
  exchange: Exchange,
  identities: Identities,
): Promise<Answer> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  const hasBody = exchange.body !== null && exchange.body !== undefined;
  if (hasBody) headers["content-type"] = "application/json";
  const response = await app.request(`${origin}${identities.translatePath(exchange.path)}`, {
    method: exchange.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(identities.translate(exchange.body)) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

function judge(exchange: Exchange, answer: Answer, identities: Identities): Omit<Outcome, "file" | "line"> {
  const endpoint = endpointOf(exchange);
  if (answer.status !== exchange.status) {
    const text = `status ${answer.status}, recorded ${exchange.status}: ${JSON.stringify(answer.body)}`;
    return { endpoint, status: false, shape: false, value: false, differences: [text] };
  }
  const found = differences(identities.translate(exchange.response), answer.body);
  const shape = found.every(({ kind }) => kind !== "shape");
  return {
    endpoint,
    status: true,
    shape,
    value: found.length === 0,
    differences: found.map(({ text }) => text),
  };
}

const words = /^([a-z]+(-[a-z]+)*|v2|fcmv1)$/;

/** Segments that are not API words are ids, and so is the segment after a list's name. */
function endpointOf({ method, path }: Exchange): string {
  const segments = (path.split("?")[0] ?? "").replace(/^\/api\/v2/, "").split("/");
  const named = segments.map((segment) => (segment === "" || words.test(segment) ? segment : "{id}"));
  return `${method} ${named.join("/")}`;
}
