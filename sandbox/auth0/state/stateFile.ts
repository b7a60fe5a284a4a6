import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { copy, isObject } from "../json.ts";
import { guardianDefaults } from "./guardian.ts";
import type { TenantState } from "./tenantState.ts";

/** The user's fault or the disk's: said in one line, without a stack. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StateFileError";
  }
}

/** What states lack that were written before tenants had sign-in. */
const sinceSignIn = { phoneAuthenticators: [], recoveryCodes: [], browsers: [] };

/**
 * A state as this version writes it. One written before Guardian's settings has the defaults of these, and none
 * of its remembered browsers: they were kept by other limits, so their users are asked once more.
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
   * What an earlier run left, or undefined when there is no file yet. A damaged file is refused and left as
   * it is.
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
        `Failed to read the state file ${this.path}: ${why}. It was left untouched. Move it away to start afresh.`,
      );
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw damaged("it is not JSON");
    }
    if (!isObject(value) || value["version"] !== 1) throw damaged("it is not a sandbox state of version 1");
    for (const name of ["clients", "connections", "users", "actions", "resourceServers", "clientGrants"]) {
      if (!Array.isArray(value[name])) throw damaged(`its ${name} are missing`);
    }
    for (const name of ["secrets", "guardian", "settings", "prompts", "bindings"]) {
      if (!isObject(value[name])) throw damaged(`its ${name} are missing`);
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

/** Reads no file that a link leads to: somebody else may have planted it. Windows has no such flag. */
const ownFile = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NOFOLLOW ?? 0);

const linked = (path: string): string =>
  `Failed to read the state file ${path}: it is a symbolic link. Name the file itself.`;

/**
 * Puts a new file in the place of an old one in one step. The draft is made under a name that nobody can have
 * taken beforehand, with its mode from the start; the rename replaces a link instead of following it.
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
