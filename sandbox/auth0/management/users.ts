import { createHash } from "node:crypto";
import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { isObject, omit, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { Passwords } from "../state/passwords.ts";
import { checkPassword } from "./passwordStrength.ts";
import type { ConnectionRecord, TenantState, UserRecord } from "../state/tenantState.ts";
import { timestamp } from "./endpoint.ts";
import { checked } from "./validation.ts";

const text = z.string();
const metadata = z.record(z.string(), z.unknown());

export const editable = {
  email: text,
  phone_number: text,
  username: text,
  user_metadata: metadata,
  app_metadata: metadata,
  blocked: z.boolean(),
  email_verified: z.boolean(),
  phone_verified: z.boolean(),
  given_name: text,
  family_name: text,
  name: text,
  nickname: text,
  picture: text,
  password: text,
  verify_email: z.boolean(),
};

const newUser = z
  .strictObject({ ...editable, user_id: text, connection: text })
  .partial()
  .required({ connection: true });

/** What a user record holds outside the profile that GET returns. */
const notProfile = ["user_id", "connection", "password", "verify_email", "user_metadata", "app_metadata"];

/** The user, or the Management API's 404. */
export function findUser(state: TenantState, id: string): UserRecord {
  const user = state.users.find((candidate) => candidate.user_id === id);
  if (user === undefined) throw notFound("The user does not exist.", "inexistent_user");
  return user;
}

/**
 * A user as GET returns it: never the password, and app_metadata only if it is not empty (recorded updates).
 */
export function userView(user: UserRecord): JsonObject {
  const { app_metadata: app, ...profile } = user.profile;
  return isObject(app) && Object.keys(app).length > 0 ? { ...profile, app_metadata: app } : profile;
}

/** The parts of the tenant that a new user needs. */
export interface UserStore {
  state: TenantState;
  now: Date;
  passwords: Passwords;
}

/** Adds a database user; missing email and name fields are derived as in Auth0. */
export function createUser({ state, now, passwords }: UserStore, sent: unknown): UserRecord {
  const body = checked(newUser, withoutNulls(isObject(sent) ? sent : {}));
  const connection = databaseConnection(state, body.connection);
  const { email, username, password } = body;
  if (email === undefined && username === undefined) {
    throw badRequest("Payload validation error: 'Missing required property: email'.", "invalid_body");
  }
  if (password === undefined)
    throw badRequest("Payload validation error: 'Missing required property: password'.", "invalid_body");
  checkPassword(connection, password);
  const localId = (body.user_id ?? newId.user()).replace(/^auth0\|/, "");
  const id = `auth0|${localId}`;
  if (state.users.some((user) => user.user_id === id || sameLogin(user, connection.name, email, username))) {
    throw conflict("The user already exists.", "auth0_idp_error");
  }
  const user: UserRecord = {
    user_id: id,
    connection: connection.name,
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    passwordHash: passwords.hash(password),
    profile: {
      created_at: timestamp(now),
      email_verified: false,
      identities: [{ user_id: localId, connection: connection.name, provider: "auth0", isSocial: false }],
      ...defaultProfile(email?.toLowerCase(), username),
      updated_at: timestamp(now),
      user_id: id,
      ...omit(body, notProfile),
      ...(email === undefined ? {} : { email: email.toLowerCase() }),
      ...filledMetadata(body),
    },
  };
  state.users.push(user);
  return user;
}

/** Empty metadata from a create is not returned. */
function filledMetadata(body: JsonObject): JsonObject {
  return Object.fromEntries(
    ["user_metadata", "app_metadata"].flatMap((name) => (isObject(body[name]) ? [[name, body[name]]] : [])),
  );
}

function databaseConnection(state: TenantState, name: string): ConnectionRecord {
  const connection = state.connections.find((candidate) => candidate.name === name);
  if (connection === undefined) throw badRequest("The connection does not exist.", "inexistent_connection");
  return connection;
}

export function sameLogin(user: UserRecord, connection: string, email?: string, username?: string): boolean {
  if (user.connection !== connection) return false;
  return (
    (email !== undefined && user.email === email.toLowerCase()) ||
    (username !== undefined && user.profile["username"] === username)
  );
}

function defaultProfile(email: string | undefined, username: string | undefined): JsonObject {
  const name = email ?? username ?? "";
  const nickname = username !== undefined && email === undefined ? username : (name.split("@")[0] ?? name);
  const gravatar = createHash("md5").update(name).digest("hex");
  // Half a surrogate pair has no URL encoding.
  const initials = encodeURIComponent(
    `https://cdn.auth0.com/avatars/${nickname.slice(0, 2).toLowerCase().toWellFormed()}.png`,
  );
  return { name, nickname, picture: `https://s.gravatar.com/avatar/${gravatar}?s=480&r=pg&d=${initials}` };
}
