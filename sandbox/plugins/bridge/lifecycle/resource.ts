import { ApiError } from "../errors.ts";
import type { Fields } from "../schema/property.ts";
import type { Properties } from "../schema/value.ts";

/** What a create or an update works with. */
export interface Change<Api = unknown> {
  api: Api;
  /** The program's inputs. */
  inputs: Properties;
  planned: Properties;
  /** Whether the property, as `phone` or `jwtConfiguration.scopes`, differs from the state. */
  changed: (path: string) => boolean;
}

/** A change to what exists. */
export interface Update<Api = unknown> extends Change<Api> {
  id: string;
  prior: Properties;
}

/** What a read starts from: the state, or what the program wants where there is none yet. */
export interface Current<Api = unknown> {
  api: Api;
  id: string;
  state: Properties;
}

/** One type of resource: its properties and the calls that create, read, update and delete it. */
export interface Resource<Api = unknown> {
  fields: Fields;
  /** Nanoseconds that a create may take, where the provider lets the program choose. */
  createTimeout?: number;
  /** Calls `keep` as soon as there is an id: a failure after it leaves the resource in the state. */
  create(change: Change<Api>, keep: (id: string) => void): Promise<void>;
  /** The properties now, or null where the resource is gone. */
  read(current: Current<Api>): Promise<Properties | null>;
  update(update: Update<Api>): Promise<void>;
  delete(current: Current<Api>): Promise<void>;
  /** The id behind what an import names, where that says more. Throws for another format. */
  idFromImport?(name: string): string;
  /** The properties to read with, where an import gives an id only. */
  stateFromId?(id: string, api: Api): Properties | Promise<Properties>;
}

/** The call's answer, or null where the server says there is no such thing. */
export async function orGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return null;
    throw thrown;
  }
}

/** Thrown by an update whose resource is not there any more. */
export class Gone extends Error {}

/** Makes an update's call, and tells a missing resource from other failures. */
export async function orThrowGone<T>(call: Promise<T>): Promise<T> {
  const answer = await orGone(call.then((value) => ({ value })));
  if (answer === null) throw new Gone();
  return answer.value;
}

/** An id like those that Terraform makes up. */
export function uniqueId(): string {
  const time = new Date().toISOString().replace(/\D/g, "").padEnd(18, "0");
  return `terraform-${time}${(++serial).toString(16).padStart(8, "0")}`;
}

let serial = 0;
