import { confirm, input, password, select } from "@inquirer/prompts";
import type { Unknown } from "../../adoption/Finding.ts";
import type { Client } from "../../inspection/clients.ts";

/** Which of several applications is meant. */
export function askClient(clients: readonly Client[]): Promise<Client> {
  return select({
    message: "Several single-page applications could be meant. Which one?",
    choices: clients.map((client) => ({ name: `${client.name} (${client.clientId})`, value: client })),
  });
}

/** A value that the API does not give back; nothing means that it is left to be set. A secret is not shown. */
export async function askValue({ key, what, secret }: Unknown): Promise<string> {
  const message = `${what} (${key}; Enter leaves it to be set later):`;
  return (secret ? await password({ message }) : await input({ message })).trim();
}

export const askToGoOn = (): Promise<boolean> =>
  confirm({ message: "Write the configuration and import the resources?", default: true });
