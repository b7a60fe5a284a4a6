import { readFile, statfs } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CommandError } from "../terminal/command.ts";

/** The state and its history are rewritten at each step of an `up`; a large state has a hundred kilobytes. */
const leastRoom = 8 * 1024 * 1024;

const credentials = z.object({ current: z.string() });

/**
 * Stops a command that writes to a state on this machine if the disk is nearly full: Pulumi would truncate
 * the state and its backup while the tenant is being changed.
 *
 * @throws CommandError before anything is done
 */
export async function assertRoomForState(environment: NodeJS.ProcessEnv): Promise<void> {
  const folder = await stateFolder(environment);
  const disk = folder === undefined ? undefined : await statfs(folder).catch(() => undefined);
  if (folder === undefined || disk === undefined) return;
  const room = disk.bavail * disk.bsize;
  if (room >= leastRoom) return;
  throw new CommandError(
    `Failed to run pulumi: the disk that holds the state, ${folder}, has ${Math.floor(room / 1024)} KiB left, and the state needs up to ${leastRoom / 1024} KiB. Nothing was changed. Fix: free some space and run the command again.`,
  );
}

/**
 * The location of a state on this machine, found as pulumi finds it: from the variable or from the last
 * login.
 */
export async function stateFolder(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const backend = environment["PULUMI_BACKEND_URL"] ?? (await lastLogin(environment));
  if (backend === undefined || !backend.startsWith("file://")) return undefined;
  if (backend.startsWith("file://~")) return join(homedir(), backend.slice("file://~".length));
  return backend.startsWith("file:///") ? fileURLToPath(backend) : backend.slice("file://".length);
}

/** Where Pulumi keeps its plugins and logins [pulumi.com/docs/reference/environment-variables, PULUMI_HOME]. */
export const pulumiHome = (environment: NodeJS.ProcessEnv): string =>
  environment["PULUMI_HOME"] || join(homedir(), ".pulumi");

async function lastLogin(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const text = await readFile(join(pulumiHome(environment), "credentials.json"), "utf8").catch(() => "{}");
  try {
    return credentials.safeParse(JSON.parse(text)).data?.current;
  } catch {
    return undefined;
  }
}
