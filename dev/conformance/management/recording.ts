import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../../sandbox/auth0/json.ts";

/** One request to the real API, with its response. */
export interface Exchange {
  method: string;
  /** Includes the query. */
  path: string;
  body: unknown;
  status: number;
  response: unknown;
}

export interface Recording {
  file: string;
  exchanges: Exchange[];
}

/** The recordings in a folder (`*.jsonl`, without subfolders), by name. */
export async function readRecordings(folder: string): Promise<Recording[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  return await Promise.all(
    files.map(async (file) => ({
      file,
      exchanges: parseRecording(file, await readFile(join(folder, file), "utf8")),
    })),
  );
}

/** One JSON object per line; an error names the line that isn't one. */
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
 * The phone experience of the recorded tenant, judged by its responses: legacy if it accepted legacy calls or
 * said so; undeclared if its settings never mention the flag, as on some tenants.
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
