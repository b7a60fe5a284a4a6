import type { Page, Visitor } from "./visitor.ts";
import { authorization, newWorld, password, redeem, tokens, usNumber } from "../tenant/world.ts";
import type { World, WorldOptions } from "../tenant/world.ts";

type Changes = Record<string, string | undefined>;

/** Goes to the login page, and through it with the usual password. */
export async function logIn(world: World, visitor: Visitor, email: string, changes: Changes = {}) {
  const { path, verifier } = authorization(world, changes);
  const page = await visitor.submit(await visitor.open(path), { username: email, password });
  return { page, verifier };
}

/** Enrols a phone from the enrolment page on, up to the code. */
export async function enroll(world: World, visitor: Visitor, page: Page, phone = usNumber): Promise<Page> {
  const challenge = await visitor.submit(page, { phone });
  return visitor.submit(challenge, { code: await world.messages.nextCode(phone) });
}

/** A user who has enrolled a phone in a browser, that browser, and where its sign-in ended. */
export async function enrolled(world: World, changes: Changes = {}, phone = usNumber) {
  const user = await world.newUser();
  const visitor = world.visitor();
  const { page, verifier } = await logIn(world, visitor, user.email, changes);
  const end = await enroll(world, visitor, page, phone);
  return { user, visitor, end, verifier };
}

/** A world with a user who has enrolled a phone in it. */
export async function newWorldWithUser(options: WorldOptions = {}) {
  const world = await newWorld(options);
  return { world, ...(await enrolled(world)) };
}

/** A world whose user comes through on the password alone: for what has nothing to do with the phone. */
export async function newPlainWorld(changes: Changes = {}) {
  const world = await newWorld({ policy: "never" });
  const user = await world.newUser();
  const visitor = world.visitor();
  const { page: end, verifier } = await logIn(world, visitor, user.email, changes);
  return { world, user, visitor, end, verifier };
}

/** The tokens of a sign-in that ended at the application. */
export async function tokensOf(world: World, end: Page, verifier: string): Promise<Record<string, unknown>> {
  const { status, body } = await redeem(world, end.location, verifier);
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

export const refresh = (world: World, token: unknown, more: Record<string, unknown> = {}) =>
  tokens(world, {
    grant_type: "refresh_token",
    client_id: world.clientId,
    refresh_token: token,
    ...more,
  });
