import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxDescription } from "../../sandbox/description.ts";
import type { Progress } from "../../commands/engine/progress.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import { CodeStream } from "./codeStream.ts";
import { measurement, percentile95 } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";
import { benchClient, benchPassword, enrolledTenant, phoneOf, userOf } from "./signInState.ts";

/**
 * The number of concurrent sign-ins, and the number of sign-ins of each measurement; the last one is the
 * given number.
 */
const rounds = (most: number) => [
  { atOnce: 1, signIns: Math.min(most, 100) },
  { atOnce: 8, signIns: Math.min(most, 400) },
  { atOnce: 32, signIns: most },
];

/**
 * Signs users in with password and SMS code through the MFA API, on a tenant whose users have enrolled.
 * Throws if a sign-in does not end with a token that confirms MFA: nothing may be lost.
 */
export async function measureSignIns(signIns: number, progress: Progress): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const round of rounds(signIns)) {
    progress(`${round.signIns} sign-ins, ${round.atOnce} at once`);
    const { perSecond, milliseconds } = await signInAll(round);
    const what = `${round.signIns} sign-ins with MFA, ${round.atOnce} at once`;
    results.push(measurement(what, "a second", [perSecond]));
    results.push(measurement(`${what}: 95th percentile`, "ms", [percentile95(milliseconds)]));
  }
  return results;
}

async function signInAll({ atOnce, signIns }: { atOnce: number; signIns: number }) {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-bench-"));
  const stateFile = join(folder, "state.json");
  await writeFile(stateFile, JSON.stringify(await enrolledTenant(signIns)), { mode: 0o600 });
  const sandbox = await spawnSandbox(["--state", stateFile]);
  const codes = await CodeStream.open(sandbox.description.inbox.url);
  try {
    const milliseconds: number[] = [];
    let next = 0;
    const oneAfterTheOther = async (): Promise<void> => {
      while (next < signIns) {
        const index = next++;
        const began = performance.now();
        await signIn(sandbox.description, codes, index);
        milliseconds.push(performance.now() - began);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
    return { perSecond: (signIns * 1000) / (performance.now() - began), milliseconds };
  } finally {
    codes.close();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Answer = Record<string, unknown>;

async function signIn({ auth0 }: SandboxDescription, codes: CodeStream, index: number): Promise<void> {
  const post = (path: string, body: object): Promise<Answer> => postJson(`${auth0.plainUrl}${path}`, body);
  const client = { client_id: benchClient.id, client_secret: benchClient.secret };
  const password = {
    grant_type: "password",
    username: userOf(index),
    password: benchPassword,
    scope: "openid",
  };
  const { mfa_token: token } = await post("/oauth/token", { ...client, ...password });
  const code = codes.next(phoneOf(index));
  const challenge = await post("/mfa/challenge", { ...client, mfa_token: token, challenge_type: "oob" });
  const answer = await post("/oauth/token", {
    ...client,
    grant_type: "http://auth0.com/oauth/grant-type/mfa-oob",
    mfa_token: token,
    oob_code: challenge["oob_code"],
    binding_code: await code,
  });
  if (!saysMfa(answer["id_token"])) {
    throw new CommandError(
      `Failed to measure sign-ins: number ${index} ended with ${JSON.stringify(answer)}`,
    );
  }
}

async function postJson(url: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

function saysMfa(idToken: unknown): boolean {
  if (typeof idToken !== "string") return false;
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(payload) as { amr?: string[] }).amr?.includes("mfa") ?? false;
}
