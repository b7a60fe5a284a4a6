import { ApiError } from "../errors.ts";
import type { Fields } from "../schema/property.ts";
import type { Properties } from "../schema/value.ts";

/** The input of a create or an update. */
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

/** The starting point of a read: the state, or the program's inputs if there is none yet. */
export interface Current<Api = unknown> {
  api: Api;
  id: string;
  state: Properties;
}

/** One type of resource: its properties and the calls that create, read, update and delete it. */
export interface Resource<Api = unknown> {
  fields: Fields;
  /** The time limit of a create in nanoseconds, if the provider lets the program choose it. */
  createTimeout?: number;
  /** Calls `keep` as soon as there is an id: a later failure leaves the resource in the state. */
  create(change: Change<Api>, keep: (id: string) => void): Promise<void>;
  /** The present properties, or null if the resource no longer exists. */
  read(current: Current<Api>): Promise<Properties | null>;
  update(update: Update<Api>): Promise<void>;
  delete(current: Current<Api>): Promise<void>;
  /** The id for an import's name, if the two differ. Throws for another format. */
  idFromImport?(name: string): string;
  /** The properties for a read, if an import gives only an id. */
  stateFromId?(id: string, api: Api): Properties | Promise<Properties>;
}

/** The response of the call, or null if the server reports that the resource does not exist. */
export async function orGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return null;
    throw thrown;
  }
}

/** Thrown by an update if the resource no longer exists. */
export class Gone extends Error {}

/** Makes an update's call, and distinguishes a missing resource from other failures. */
export async function orThrowGone<T>(call: Promise<T>): Promise<T> {
  const answer = await orGone(call.then((value) => ({ value })));
  if (answer === null) throw new Gone();
  return answer.value;
}

/** An id in the form that Terraform generates. */
export function uniqueId(): string {
  const time = new Date().toISOString().replace(/\D/g, "").padEnd(18, "0");
  return `terraform-${time}${(++serial).toString(16).padStart(8, "0")}`;
}

let serial = 0;
