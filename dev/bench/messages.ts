import { once } from "node:events";
import { Agent, request } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import type { SandboxDescription } from "../../sandbox/description.ts";
import type { Progress } from "../../commands/engine/progress.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import { measurement, percentile95 } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";

const count = 5_000;
const atOnce = 32;

/**
 * Sends 5,000 messages through the Twilio stand-in, 32 at once, to an open inbox, and measures until the last
 * one is shown. Throws if one is lost.
 */
export async function measureMessages(runs: number, progress: Progress): Promise<Measurement[]> {
  const perSecond: number[] = [];
  const latency: number[] = [];
  for (let run = 0; run < runs; run++) {
    progress(`run ${run + 1} of ${runs}`);
    const sandbox = await spawnSandbox();
    try {
      const began = performance.now();
      const taken = await sendAll(sandbox.description);
      perSecond.push((count * 1000) / (performance.now() - began));
      latency.push(percentile95(taken));
    } finally {
      await sandbox.stop();
    }
  }
  return [
    measurement("messages into an open inbox", "a second", perSecond),
    measurement("delay until a message is in the inbox, 95th percentile", "ms", latency),
  ];
}

/** How long each request took, in milliseconds. Resolves when the open inbox has every message. */
async function sendAll({ twilio, inbox }: SandboxDescription): Promise<number[]> {
  // Node's default agent may use a proxy.
  const stream = request(`${inbox.url}/events`, { agent: false }).end();
  const [events] = (await once(stream, "response")) as [IncomingMessage];
  const arrived = idsIn(events);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const sent: string[] = [];
  const taken: number[] = [];
  let next = 0;
  const sendOneByOne = async (): Promise<void> => {
    while (next < count) {
      const at = next++;
      const began = performance.now();
      sent.push(await sendOne(twilio, agent, at));
      taken.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, sendOneByOne));
    await allOf(sent, arrived);
  } finally {
    agent.destroy();
    stream.destroy();
  }
  return taken;
}

/** Sends one text message and returns its SID. */
async function sendOne(twilio: SandboxDescription["twilio"], agent: Agent, at: number): Promise<string> {
  const { url, accountSid, authToken, from } = twilio;
  const to = `+1415555${String(at % 10_000).padStart(4, "0")}`;
  const form = new URLSearchParams({ To: to, From: from, Body: `${100_000 + at} is your code` });
  const outgoing: ClientRequest = request(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
    agent,
    method: "POST",
    auth: `${accountSid}:${authToken}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  }).end(form.toString());
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += String(chunk);
  if (response.statusCode !== 201)
    throw new CommandError(`Failed to measure messages: Twilio's stand-in returned ${body}`);
  return (JSON.parse(body) as { sid: string }).sid;
}

interface Arrivals {
  ids: Set<string>;
  /** Called after each arrival. */
  onArrival: () => void;
}

function idsIn(events: IncomingMessage): Arrivals {
  const arrivals: Arrivals = { ids: new Set(), onArrival: () => undefined };
  const lines = createInterface({ input: events });
  // Ending a measurement cuts the stream. If it is cut earlier, some messages never arrive.
  lines.on("error", () => undefined);
  lines.on("line", (line) => {
    if (!line.startsWith("id: ")) return;
    arrivals.ids.add(line.slice("id: ".length));
    arrivals.onArrival();
  });
  return arrivals;
}

/** Resolves when every sent message has arrived; a message that takes much too long counts as lost. */
async function allOf(sent: readonly string[], arrivals: Arrivals): Promise<void> {
  const missing = (): number => sent.filter((id) => !arrivals.ids.has(id)).length;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new CommandError(`Failed to measure messages: ${missing()} of ${sent.length} never arrived.`));
    }, 30_000);
    arrivals.onArrival = () => {
      if (arrivals.ids.size < sent.length || missing() > 0) return;
      clearTimeout(timer);
      resolve();
    };
    arrivals.onArrival();
  });
}
