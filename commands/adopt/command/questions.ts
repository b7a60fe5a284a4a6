import { checkbox, confirm, input, password } from "@inquirer/prompts";
import type { Unknown } from "../../../findings/PartFinding.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import { oneLine } from "../../../findings/words/oneLine.ts";
import { CommandError } from "../../terminal/command.ts";

/** Which of several applications are meant. */
export function askClients(clients: readonly Client[]): Promise<Client[]> {
  return answer(
    checkbox({
      message: "Several single-page applications could be meant. Which ones?",
      required: true,
      choices: clients.map((client) => ({
        name: `${oneLine(client.name)} (${client.clientId})`,
        value: client,
      })),
    }),
  );
}

/**
 * A value that the API does not give back; nothing means that it is left to be set. A secret is not shown.
 */
export async function askValue({ key, what, secret }: Unknown): Promise<string> {
  const message = `${what} (${key}; Enter leaves it to be set later):`;
  return (await answer(secret ? password({ message }) : input({ message }))).trim();
}

export const askToGoOn = (): Promise<boolean> =>
  answer(confirm({ message: "Write the configuration and import the resources?", default: true }));

/** Ctrl-C at a question is an answer too. */
async function answer<Value>(question: Promise<Value>): Promise<Value> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new CommandError("Interrupted; nothing was changed.");
    throw error;
  }
}
