import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isMap, parse, parseDocument } from "yaml";
import type { Document } from "yaml";
import { findProject } from "./project.ts";
import writeFileAtomic from "write-file-atomic";
import { withOwnKeys } from "../../configuration/source.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";

/**
 * Sets configuration values by full key (`namespace:name`), as `pulumi config set` would, but without
 * starting processes. A value that is undefined removes its key.
 */
export async function setValues(file: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await edit(file, (document) => {
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) document.deleteIn(["config", key]);
      else document.setIn(["config", key], value);
    }
  });
}

/** The configuration in a stack's file; `undefined` if there is no file. */
export async function readStackFile(file: string, project: string): Promise<StackFile | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return withOwnKeys(project, (parse(text) as { config?: StackFile } | null)?.config ?? {});
}

/** The fields of a stack file that say how its secrets are encrypted. */
const encryptionFields = ["secretsprovider", "encryptedkey", "encryptionsalt"] as const;

/** Those that a stack file has. */
export type Encryption = Partial<Record<(typeof encryptionFields)[number], unknown>>;

/** How a stack file's secrets are encrypted. */
export async function encryptionOf(file: string): Promise<Encryption> {
  const document = parseDocument(await readFile(file, "utf8"));
  const present = encryptionFields.filter((field) => document.has(field));
  return Object.fromEntries(present.map((field) => [field, document.get(field)]));
}

/**
 * Removes from a stack file what ties it to its owner's accounts: provider configuration (a real tenant's
 * domain would send the local tenant's writes there), and encrypted values with what decrypts them.
 * @param own a stack's own encryption, to continue with
 */
export async function forgetAccounts(file: string, own: Encryption = {}): Promise<void> {
  const { name: project } = await findProject(dirname(file));
  await edit(file, (document) => {
    for (const field of [...encryptionFields, "environment"]) document.delete(field);
    for (const [field, value] of Object.entries(own)) document.set(field, value);
    const config = document.get("config");
    if (!isMap(config)) return;
    for (const key of Object.keys(config.toJSON() as Record<string, unknown>)) {
      const encrypted = isMap(config.get(key)) && document.hasIn(["config", key, "secure"]);
      if (encrypted || !key.startsWith(`${project}:`)) config.delete(key);
    }
  });
}

/** Makes a project keep its stack files next to its project file. */
export const keepStackFilesBeside = (projectFile: string): Promise<void> =>
  edit(projectFile, (document) => {
    document.delete("stackConfigDir");
    if (typeof document.get("config") === "string") document.delete("config");
  });

async function edit(file: string, change: (document: Document) => void): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => "config: {}\n");
  const document = parseDocument(text);
  change(document);
  await writeFileAtomic(file, document.toString());
}
