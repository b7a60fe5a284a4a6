import { managedIn } from "../../configuration/parts.ts";
import { isObject, parse } from "../../configuration/source.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import type { ExistingClient } from "../../settings/application.ts";

/** The existing clients that a stack's file names: none if it does not manage applications. */
export function existingClientsIn(file: StackFile): ExistingClient[] {
  if (!managedIn(file).includes("application")) return [];
  const { applications: map } = file;
  const several = typeof map === "string" ? parse(map) : map;
  return [file, ...Object.values(isObject(several) ? several : {})].flatMap((one) => {
    const { existingClientId: clientId, manageUrls } = isObject(one) ? one : {};
    if (typeof clientId !== "string" || clientId === "") return [];
    return [{ clientId, manageUrls: String(manageUrls) !== "false" }];
  });
}
