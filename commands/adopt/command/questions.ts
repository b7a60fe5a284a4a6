import { checkbox, confirm, input, password } from "@inquirer/prompts";
import type { Unknown } from "../../../findings/PartFinding.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import { numberFault } from "../../../mfa/phoneNumbers.ts";
import { oneLine } from "../../../mfa/oneLine.ts";
import { senders } from "../../../senders/index.ts";
import { CommandError } from "../../terminal/command.ts";

/** Asks which of several applications to adopt. */
export function askClients(clients: readonly Client[]): Promise<Client[]> {
  return answer(
    checkbox({
      message: "Which single-page applications should be adopted?",
      required: true,
      choices: clients.map((client) => ({
        name: `${oneLine(client.name)} (${client.clientId})`,
        value: client,
      })),
    }),
  );
}

/**
 * Asks for a value that the API does not return. An empty answer leaves it to be set later. A secret is not
 * echoed.
 */
export async function askValue({ key, what, secret }: Unknown): Promise<string> {
  const message = `${what} (${key}; press Enter to set it later):`;
  const validate = (text: string) => replyFault(key, text.trim()) ?? true;
  return (await answer(secret ? password({ message }) : input({ message, validate }))).trim();
}

/** The problem with the value of a key. Only the sender's number is checked: it must be a phone number. */
export function replyFault(key: string, text: string): string | undefined {
  const isNumber = Object.values(senders).some(({ account }) => account.number === key);
  const fault = isNumber && text !== "" ? numberFault(text) : undefined;
  if (fault === undefined) return undefined;
  return fault.better === undefined ? fault.what : `${fault.what}. Enter ${fault.better}`;
}

export const askToGoOn = (): Promise<boolean> =>
  answer(confirm({ message: "Write the configuration and import the resources?", default: true }));

/** Ctrl-C at a question cancels the command. */
async function answer<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new CommandError("Interrupted; nothing was changed.");
    throw error;
  }
}
