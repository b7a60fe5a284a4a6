import { describe, expect, test } from "vitest";
import { newProgram, passwordGrant } from "../support/signIn/program.ts";
import { enroll, enrolled, logIn } from "../support/signIn/signIns.ts";
import { headingOf } from "../support/signIn/visitor.ts";
import type { Visitor } from "../support/signIn/visitor.ts";
import { authorization, newWorld, password } from "../support/tenant/world.ts";
import type { World } from "../support/tenant/world.ts";

const userPath = (user: { user_id: string }): string => `/users/${encodeURIComponent(user.user_id)}`;

/** A user with a browser that is not to be asked again. */
async function remembered() {
  const world = await newWorld();
  const { user, visitor } = await enrolled(world);
  const { page } = await logIn(world, visitor, user.email, { prompt: "login" });
  await visitor.submit(page, { code: await world.messages.nextCode(), rememberBrowser: "true" });
  return { world, user, visitor };
}

/** Whether the password alone is enough in that browser. */
async function isLetIn(world: World, visitor: Visitor, email: string, typed = password): Promise<boolean> {
  const login = await visitor.open(authorization(world, { prompt: "login" }).path);
  const page = await visitor.submit(login, { username: email, password: typed });
  return page.location?.includes("code=") === true;
}

describe("a remembered browser", () => {
  test("C28: is known by a random value that the tenant keeps as a hash only, new at each sign-in", async () => {
    const { world, user, visitor } = await remembered();
    const first = visitor.cookies.get("did") ?? "";
    expect(first).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(JSON.stringify(await world.sandbox("GET", "/state"))).not.toContain(first);
    const stolen = world.visitor();
    stolen.setCookie("did", first);
    expect(await isLetIn(world, visitor, user.email)).toBe(true);
    expect(visitor.cookies.get("did")).not.toBe(first);
    expect(await isLetIn(world, stolen, user.email)).toBe(false);
  });

  test("C28: is one user's: another one's cookie is a stranger's", async () => {
    const { world, visitor } = await remembered();
    const other = await enrolled(world, {}, "+14155552672");
    const thief = world.visitor();
    thief.setCookie("did", visitor.cookies.get("did") ?? "");
    expect(await isLetIn(world, thief, other.user.email)).toBe(false);
  });

  test("C28: is known for thirty days", async () => {
    const { world, user, visitor } = await remembered();
    await world.advance(30 * 86_400 - 60);
    expect(await isLetIn(world, visitor.copy("did"), user.email)).toBe(true);
    const late = await remembered();
    await late.world.advance(30 * 86_400 + 1);
    expect(await isLetIn(late.world, late.visitor, late.user.email)).toBe(false);
  });

  test.each<[string, (world: World, user: { user_id: string }) => Promise<unknown>, string]>([
    [
      "of the password",
      (world, user) => world.api("PATCH", userPath(user), { password: "Another-horse-8" }),
      "Another-horse-8",
    ],
    [
      "of the phone",
      async (world, user) => {
        await world.api("DELETE", `${userPath(user)}/authenticators`);
        const visitor = world.visitor();
        const { page } = await logIn(world, visitor, (user as { email?: string }).email ?? "");
        await enroll(world, visitor, page, "+14155552679");
      },
      password,
    ],
    [
      "of the administrator's mind",
      (world, user) => world.api("POST", `${userPath(user)}/multifactor/actions/invalidate-remember-browser`),
      password,
    ],
  ])("C28: is forgotten with a change %s", async (_, change, typed) => {
    const { world, user, visitor } = await remembered();
    expect(await isLetIn(world, visitor, user.email)).toBe(true);
    await change(world, user);
    expect(await isLetIn(world, visitor, user.email, typed)).toBe(false);
  });

  test("C28: is not made by a sign-in without the second factor, box ticked or not", async () => {
    const world = await newWorld({ policy: "never" });
    const user = await world.newUser();
    const visitor = world.visitor();
    const login = await visitor.open(authorization(world).path);
    await visitor.submit(login, { username: user.email, password, rememberBrowser: "true" });
    await world.setPolicy("always");
    expect(await isLetIn(world, visitor, user.email)).toBe(false);
  });

  test("C28: is not made by a wrong code with the box ticked", async () => {
    const world = await newWorld();
    const { user } = await enrolled(world);
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    await visitor.submit(page, { code: "", rememberBrowser: "true" });
    await visitor.submit(page, { code: await world.messages.nextCode() });
    expect(await isLetIn(world, visitor, user.email)).toBe(false);
  });

  test("C29: is asked for the password as any other", async () => {
    const { world, user, visitor } = await remembered();
    const thief = visitor.copy("did");
    expect(headingOf(await thief.open(authorization(world).path))).toBe("Welcome");
    expect(await isLetIn(world, thief, user.email, "wrong")).toBe(false);
    const program = await newProgram(world);
    const { body } = await passwordGrant(world, program, user.email);
    expect(body["error"]).toBe("mfa_required");
  });

  test("C29: counts where the user was offered it: policy Always; a mere known browser is asked", async () => {
    const { world, user } = await remembered();
    const other = world.visitor();
    const { page } = await logIn(world, other, user.email);
    await other.submit(page, { code: await world.messages.nextCode() });
    expect(await isLetIn(world, other, user.email)).toBe(false);
  });
});
