import type { SenderInCommands } from "../SenderInCommands.ts";
import { readAccount } from "./account.ts";
import { checkPlivo } from "./doctor.ts";
import { localPlivo } from "./local.ts";

export const plivoInCommands: SenderInCommands = {
  checkAccount: async (settings, { at, transport }) =>
    settings.kind === "plivo" ? checkPlivo(settings, await readAccount(settings, at, transport)) : [],
  kinds: {},
  local: localPlivo,
};
