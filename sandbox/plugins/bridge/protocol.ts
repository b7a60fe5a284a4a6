import type { Properties } from "./schema/value.ts";

/** The requests and responses of Pulumi's provider protocol, as far as this plugin uses them. */
export interface Request {
  urn: string;
  type: string;
  name: string;
}

export interface CheckRequest extends Request {
  olds: Properties;
  news: Properties;
  randomSeed: string;
}

export interface CheckResponse {
  inputs: Properties;
  failures: string[];
}

export interface DiffRequest extends Request {
  id: string;
  olds: Properties;
  news: Properties;
  ignoreChanges: string[];
}

export type DetailedKind = "ADD" | "ADD_REPLACE" | "DELETE" | "DELETE_REPLACE" | "UPDATE" | "UPDATE_REPLACE";

export interface DiffResponse {
  changes: "DIFF_NONE" | "DIFF_SOME";
  diffs: string[];
  replaces: string[];
  stables: string[];
  deleteBeforeReplace: boolean;
  detailedDiff: Record<string, DetailedKind>;
}

export interface CreateRequest extends Request {
  properties: Properties;
  preview: boolean;
}

export interface CreateResponse {
  id: string;
  properties: Properties;
}

export interface ReadRequest extends Request {
  id: string;
  properties: Properties;
  inputs: Properties;
}

export interface ReadResponse {
  /** Empty if the resource no longer exists. */
  id: string;
  properties: Properties;
  inputs: Properties;
}

export interface UpdateRequest extends DiffRequest {
  preview: boolean;
}

export interface DeleteRequest extends Request {
  id: string;
  properties: Properties;
}

export interface InvokeResponse {
  properties: Properties;
  failures: string[];
}
