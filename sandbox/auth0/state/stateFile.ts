import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { copy, isObject } from "../json.ts";
import { guardianDefaults } from "./guardian.ts";
import type { TenantState } from "./tenantState.ts";

/** An error of the user or the disk: reported in one line, without a stack trace. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StateFileError";
  }
}

/** What is missing in states from before tenants had sign-in. */
const sinceSignIn = { phoneAuthenticators: [], recoveryCodes: [], browsers: [] };

/**
 * A state in this version's form. A state from before Guardian's settings gets their defaults and loses its
 * remembered browsers, which had other limits, so their users are asked once more.
 */
function upgraded(read: TenantState): TenantState {
  const state = { ...copy(sinceSignIn), ...read };
  return {
    ...state,
    guardian: { ...guardianDefaults(), ...state.guardian },
    browsers: state.browsers.filter(({ seen_at }) => typeof seen_at === "string"),
  };
}

/** Keeps a tenant's state in a file that only its owner can read. */
export class StateFile {
  readonly path: string;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /**
   * The state of an earlier run, or undefined if there is no file yet. A damaged file is rejected and left
   * unchanged.
   */
  async read(): Promise<TenantState | undefined> {
    let text: string;
    try {
      text = await readFile(this.path, { encoding: "utf8", flag: ownFile });
    } catch (error) {
      if (isObject(error) && error["code"] === "ENOENT") return undefined;
      if (isObject(error) && error["code"] === "ELOOP") throw new StateFileError(linked(this.path));
      throw new StateFileError(`Failed to read the state file ${this.path}: ${String(error)}`);
    }
    return this.#parse(text);
  }

  #parse(text: string): TenantState {
    const damaged = (why: string): StateFileError =>
      new StateFileError(
        `Failed to read the state file ${this.path}: ${why}. It was left untouched. Move it away to start over.`,
      );
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw damaged("it is not JSON");
    }
    if (!isObject(value) || value["version"] !== 1)
      throw damaged("it is not a local tenant's state of version 1");
    for (const name of ["clients", "connections", "users", "actions", "resourceServers", "clientGrants"]) {
      if (!Array.isArray(value[name])) throw damaged(`it has no "${name}"`);
    }
    for (const name of ["secrets", "guardian", "settings", "prompts", "bindings"]) {
      if (!isObject(value[name])) throw damaged(`it has no "${name}"`);
    }
    return upgraded(value as unknown as TenantState);
  }

  /** Replaces the file in one step; writes queue up so that the last state wins. */
  async write(state: TenantState): Promise<void> {
    const text = JSON.stringify(state);
    this.#last = this.#last.catch(() => undefined).then(() => replaceFile(this.path, text));
    await this.#last;
  }
}

/** Does not follow links: somebody else may have planted one. Windows has no such flag. */
const ownFile = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NOFOLLOW ?? 0);

const linked = (path: string): string =>
  `Failed to read the state file ${path}: it is a symbolic link. Pass the file itself.`;

/**
 * Replaces a file in one step. The draft has an unpredictable name, and its mode from the start; the rename
 * replaces a link instead of following it.
 */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
