import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { mfaCall, mfaOob, mfaToken, newProgram } from "../support/signIn/program.ts";
import { enrolled, logIn, refresh, tokensOf } from "../support/signIn/signIns.ts";
import { recoveryCodeOn } from "../support/signIn/visitor.ts";
import { newFixture, password, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** The ways in which a text may be written down. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64").replaceAll("=", ""),
  Buffer.from(secret).toString("hex"),
];

test("C31: no code, password, cookie or token is in the state file, a log or the process's output", async () => {
  const folder = await mkdtemp(join(tmpdir(), "auth0-secrets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const said: unknown[] = [];
  for (const name of ["log", "info", "warn", "error", "debug"] as const) {
    const spy = vi.spyOn(console, name).mockImplementation((...words) => void said.push(...words));
    onTestFinished(() => {
      spy.mockRestore();
    });
  }
  const stateFile = join(folder, "state.json");
  const fixture = await newFixture({ stateFile });
  await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });

  const { user, secrets } = await signInInAllWays(fixture);
  const places = {
    file: await readFile(stateFile, "utf8"),
    state: JSON.stringify(await fixture.sandbox("GET", "/state")),
    log: JSON.stringify(await fixture.api("GET", "/logs?per_page=100")),
    calls: JSON.stringify(await fixture.sandbox("GET", "/requests")),
    user: JSON.stringify(await fixture.api("GET", `/users/${encodeURIComponent(user.user_id)}`)),
    console: JSON.stringify(said),
  };
  expect(secrets.recovery).not.toBe("");
  expect(places.log).toContain("gd_auth_succeed");
  for (const [name, secret] of Object.entries(secrets)) {
    expect([name, typeof secret]).toEqual([name, "string"]);
    for (const [place, text] of Object.entries(places)) {
      for (const spelling of spellings(String(secret))) {
        expect([name, place, containsWord(text, spelling)]).toEqual([name, place, false]);
      }
    }
  }
});

/**
 * A user signs in with a browser and with a program, correctly and incorrectly. Returns everything that must
 * stay secret.
 */
async function signInInAllWays(fixture: Fixture) {
  const { user, visitor, end, verifier } = await enrolled(fixture, { scope: "openid offline_access" });
  const recovery = recoveryCodeOn(end);
  const home = await visitor.submit(end, { saved: "true" });
  const issued = await tokensOf(fixture, home, verifier);
  const renewed = (await refresh(fixture, issued["refresh_token"])).body;
  await refresh(fixture, issued["refresh_token"]);
  const other = fixture.visitor();
  const { page } = await logIn(fixture, other, user.email);
  await other.submit(page, { code: "000000" });
  const program = await newProgram(fixture);
  const token = await mfaToken(fixture, program, user.email);
  const { body } = await mfaCall(fixture, token, "challenge");
  await fixture.messages.next(usNumber);
  await fixture.messages.next(usNumber);
  const code = fixture.messages.all.at(-1)?.code ?? "";
  const exchanged = await mfaOob(fixture, program, token, body["oob_code"], code);
  await mfaOob(fixture, program, token, body["oob_code"], code);
  await logIn(fixture, fixture.visitor(), user.email, { connection: "nowhere" });
  expect(exchanged.status).toBe(200);
  const secrets = {
    ...Object.fromEntries(fixture.messages.all.map((each, index) => [`code ${index}`, each.code])),
    ...Object.fromEntries(visitor.cookies),
    password,
    verifier,
    recovery,
    token,
    oob: body["oob_code"],
    "authorization code": new URL(home.location ?? "").searchParams.get("code"),
    "access token": issued["access_token"],
    "ID token": issued["id_token"],
    "refresh token": issued["refresh_token"],
    "renewed refresh token": renewed["refresh_token"],
    "program's refresh token": exchanged.body["access_token"],
  };
  return { user, secrets };
}

/** Whether a text contains another one; six digits within a longer number don't count. */
function containsWord(text: string, word: string): boolean {
  return /^[0-9]{6}$/.test(word)
    ? new RegExp(`(?<![0-9A-Za-z+/.])${word}(?![0-9A-Za-z+/])`).test(text)
    : text.includes(word);
}

test("C31: the local tenant's state endpoint returns no key, credential or hash, and the user's no password", async () => {
  const fixture = await newFixture();
  const { user } = await enrolled(fixture);
  const { twilio, plivo, auth0 } = fixture.description;
  const state = JSON.stringify(await fixture.sandbox("GET", "/state"));
  for (const secret of [twilio.authToken, plivo.authToken, auth0.clientSecret, "PRIVATE KEY"])
    expect(state).not.toContain(secret);
  expect(state).not.toMatch(/"passwordHash":"(?!\[REDACTED\])/);
  expect(state).not.toMatch(/"hash":"(?!\[REDACTED\])/);
  const view = await fixture.api("GET", `/users/${encodeURIComponent(user.user_id)}`);
  expect(JSON.stringify(view)).not.toMatch(/passwordHash|scrypt|[0-9a-f]{32}:[0-9a-f]{64}/);
});
