import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../../sandbox/auth0/json.ts";

/** One request that was made of the real API, with what it answered. */
export interface Exchange {
  method: string;
  /** With the query. */
  path: string;
  body: unknown;
  status: number;
  response: unknown;
}

export interface Recording {
  file: string;
  exchanges: Exchange[];
}

/** The recordings of a folder (`*.jsonl`, not of its subfolders), by name. */
export async function readRecordings(folder: string): Promise<Recording[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  return await Promise.all(
    files.map(async (file) => ({
      file,
      exchanges: parseRecording(file, await readFile(join(folder, file), "utf8")),
    })),
  );
}

/** One JSON object a line; a line that isn't one is named. */
export function parseRecording(file: string, text: string): Exchange[] {
  return text
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        throw new Error(`Failed to read ${file}: line ${number} is not JSON.`);
      }
      if (!isObject(value) || typeof value["method"] !== "string" || typeof value["path"] !== "string") {
        throw new Error(`Failed to read ${file}: line ${number} is not a recorded exchange.`);
      }
      return value as unknown as Exchange;
    });
}

const legacyPath = /\/guardian\/factors\/(phone|sms)\/(selected-provider|templates|providers)/;

/**
 * Which phone experience the recorded tenant had, as its answers show: legacy when it took legacy calls or
 * said so unasked; undeclared when its settings never mention the flag, as those of some tenants do not.
 */
export function recordedExperience(exchanges: readonly Exchange[]): "unified" | "legacy" | "undeclared" {
  if (exchanges.some(({ path, status }) => legacyPath.test(path) && status < 300)) return "legacy";
  const said = exchanges.find(
    ({ path, status }) => path.startsWith("/api/v2/tenants/settings") && status < 300,
  );
  if (said === undefined || !isObject(said.response)) return "unified";
  if (isObject(said.body) && flag in said.body) return "unified";
  if (!(flag in said.response)) return "undeclared";
  return said.response[flag] === false ? "legacy" : "unified";
}

const flag = "phone_consolidated_experience";
