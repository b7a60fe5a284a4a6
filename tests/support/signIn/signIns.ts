import type { Page, Visitor } from "./visitor.ts";
import { authorization, newFixture, password, redeem, tokens, usNumber } from "../tenant/fixture.ts";
import type { Fixture, FixtureOptions } from "../tenant/fixture.ts";

type Changes = Record<string, string | undefined>;

/** Opens the login page and signs in with the usual password. */
export async function logIn(fixture: Fixture, visitor: Visitor, email: string, changes: Changes = {}) {
  const { path, verifier } = authorization(fixture, changes);
  const page = await visitor.submit(await visitor.open(path), { username: email, password });
  return { page, verifier };
}

/** Enrolls a phone from the enrollment page on, up to the code. */
export async function enroll(
  fixture: Fixture,
  visitor: Visitor,
  page: Page,
  phone = usNumber,
): Promise<Page> {
  const challenge = await visitor.submit(page, { phone });
  return visitor.submit(challenge, { code: await fixture.messages.nextCode(phone) });
}

/** A user who has enrolled a phone in a browser, that browser, and where its sign-in ended. */
export async function enrolled(fixture: Fixture, changes: Changes = {}, phone = usNumber) {
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const { page, verifier } = await logIn(fixture, visitor, user.email, changes);
  const end = await enroll(fixture, visitor, page, phone);
  return { user, visitor, end, verifier };
}

/** A fixture with a user who has enrolled a phone in it. */
export async function newFixtureWithUser(options: FixtureOptions = {}) {
  const fixture = await newFixture(options);
  return { fixture, ...(await enrolled(fixture)) };
}

/** A fixture whose user signs in with only the password, for tests that don't involve the phone. */
export async function newPlainFixture(changes: Changes = {}) {
  const fixture = await newFixture({ policy: "never" });
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const { page: end, verifier } = await logIn(fixture, visitor, user.email, changes);
  return { fixture, user, visitor, end, verifier };
}

/** The tokens of a sign-in that ended at the application. */
export async function tokensOf(
  fixture: Fixture,
  end: Page,
  verifier: string,
): Promise<Record<string, unknown>> {
  const { status, body } = await redeem(fixture, end.location, verifier);
  if (status !== 200) throw new Error(`The code was refused: ${JSON.stringify(body)}`);
  return body;
}

/** A parameter that an answer brought to the application. */
export const answered = ({ location }: Page, name: string): string | null =>
  new URL(location ?? "http://nowhere").searchParams.get(name);

/** The claims of a signed token, unverified. */
export function claimsOf(token: unknown): Record<string, unknown> {
  const part = String(token).split(".")[1] ?? "";
  return JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
}

export const refresh = (fixture: Fixture, token: unknown, more: Record<string, unknown> = {}) =>
  tokens(fixture, {
    grant_type: "refresh_token",
    client_id: fixture.clientId,
    refresh_token: token,
    ...more,
  });
