import { z } from "zod";
import { badRequest, conflict, notEmulated } from "../errors.ts";
import { isObject, mergePatch, omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ConnectionRecord, TenantState, UserRecord } from "../state/tenantState.ts";
import { removeAuthenticators } from "../mfa/authenticators.ts";
import { created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { selectFields } from "./fields.ts";
import { pageOf } from "./paging.ts";
import { checkPassword } from "./passwordStrength.ts";
import { createUser, editable, findUser, sameLogin, userView } from "./users.ts";
import { checked } from "./validation.ts";

const nullable = Object.fromEntries(
  Object.entries(editable).map(([name, schema]) => [name, schema.nullable()]),
);
const userPatch = z
  .strictObject({
    ...nullable,
    connection: z.string(),
    client_id: z.string(),
    verify_phone_number: z.boolean(),
  })
  .partial();

/** Identifiers and password can't change in one call [API: users, patch users by id]. */
const oneAtATime = ["email", "phone_number", "username", "password"];

function update(call: Call): Answer {
  const { state, now, passwords } = call;
  const user = findUser(state, param(call, "id"));
  const patch: JsonObject = checked(userPatch, call.body);
  const [first, second] = oneAtATime.filter((name) => patch[name] !== undefined);
  if (first !== undefined && second !== undefined) {
    throw badRequest(`Cannot update ${first} and ${second} simultaneously`, "invalid_body");
  }
  const password = patch["password"];
  if (typeof password === "string") {
    checkPassword(connectionOf(state, user), password);
    user.passwordHash = passwords.hash(password);
  }
  if (typeof patch["email"] === "string") changeEmail(state, user, patch["email"]);
  if (typeof patch["username"] === "string") refuseTaken(state, user, undefined, patch["username"]);
  const plain = omit(patch, [
    "email",
    "password",
    "connection",
    "client_id",
    "verify_email",
    "verify_phone_number",
    "user_metadata",
    "app_metadata",
  ]);
  user.profile = { ...mergePatch(user.profile, plain), updated_at: timestamp(now) };
  for (const name of ["user_metadata", "app_metadata"]) {
    if (name in patch) user.profile[name] = mergedMetadata(user.profile[name], patch[name]);
  }
  return ok(userView(user));
}

/** Metadata merges at its first level; an empty object or null clears it (recorded updates). */
function mergedMetadata(before: unknown, sent: unknown): JsonObject {
  if (!isObject(sent) || Object.keys(sent).length === 0) return {};
  const merged = { ...(isObject(before) ? before : {}), ...sent };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

function changeEmail(state: TenantState, user: UserRecord, sent: string): void {
  const email = sent.toLowerCase();
  refuseTaken(state, user, email, undefined);
  if (user.email !== email) user.profile["email_verified"] = false;
  user.email = email;
  user.profile["email"] = email;
}

function refuseTaken(state: TenantState, user: UserRecord, email?: string, username?: string): void {
  const taken = state.users.some(
    (other) => other !== user && sameLogin(other, user.connection, email, username),
  );
  if (taken) throw conflict("The specified new email or username already exists", "auth0_idp_error");
}

function connectionOf(state: TenantState, user: UserRecord): ConnectionRecord {
  const connection = state.connections.find((candidate) => candidate.name === user.connection);
  if (connection === undefined) throw badRequest("The connection does not exist.", "inexistent_connection");
  return connection;
}

function list({ state, query }: Call): Answer {
  const found = state.users.filter(searched(query["q"])).map((user) => selectFields(userView(user), query));
  const { items, page, perPage, total } = pageOf(found, query);
  if (query["include_totals"] !== "true") return ok(items);
  return ok({ start: page * perPage, limit: perPage, length: items.length, users: items, total });
}

/** Of Lucene queries, only `field:"value"` is supported; others are reported as not emulated. */
function searched(q: string | undefined): (user: UserRecord) => boolean {
  if (q === undefined || q.trim() === "") return () => true;
  const [field = "", ...rest] = q.trim().split(":");
  const value = unquoted(rest.join(":").trim());
  if (!/^[\w.]+$/.test(field) || value === "" || /["*]/.test(value)) {
    throw notEmulated(`The user search ${q}`);
  }
  return ({ profile }) => Object.hasOwn(profile, field) && isWritten(profile[field], value);
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

function isWritten(value: unknown, text: string): boolean {
  return ["string", "boolean", "number"].includes(typeof value) && String(value) === text;
}

function byEmail({ state, query }: Call): Answer {
  const email = query["email"];
  if (email === undefined)
    throw badRequest("Query validation error: 'Missing required property: email'.", "invalid_query_string");
  const found = state.users.filter((user) => user.email === email.toLowerCase());
  return ok(found.map((user) => selectFields(userView(user), query)));
}

const read = ["read:users"];

export const users: Endpoint[] = [
  { method: "GET", path: "/users", scopes: read, run: list },
  { method: "GET", path: "/users-by-email", scopes: read, run: byEmail },
  {
    method: "POST",
    path: "/users",
    scopes: ["create:users"],
    run: (call) => created(userView(createUser(call, call.body))),
  },
  {
    method: "GET",
    path: "/users/:id",
    scopes: read,
    run: (call) => ok(selectFields(userView(findUser(call.state, param(call, "id"))), call.query)),
  },
  { method: "PATCH", path: "/users/:id", scopes: ["update:users", "update:users_app_metadata"], run: update },
  {
    method: "DELETE",
    path: "/users/:id",
    scopes: ["delete:users"],
    run: (call) => {
      const id = param(call, "id");
      call.state.users = call.state.users.filter((user) => user.user_id !== id);
      removeAuthenticators(call.state, id);
      return noContent;
    },
  },
];
