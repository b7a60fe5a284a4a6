import { z } from "zod";
import { heldNumbers, numbersAmong } from "../heldNumbers.ts";
import type { LocalCarrier, LocalCarriers, StackFile } from "../SenderInCommands.ts";

export const localPlivo: LocalCarrier = {
  insteadOfNumber: [],
  accountOf: ({ plivo: { authId: id, authToken: token, from } }) => ({ id, token, from }),
  secondToken: secondPlivoToken,
  named: numbersIn,
  holding: ({ plivo: { from } }, files) => ({ numbers: heldNumbers([from, ...files.flatMap(numbersIn)]) }),
};

const answer = z.object({ authToken: z.string() });

/** Both tokens work, as at Plivo if the old one is kept. */
export async function secondPlivoToken({ plivo }: Pick<LocalCarriers, "plivo">): Promise<string> {
  const response = await fetch(new URL("/sandbox/carriers/plivo/tokens", plivo.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  return answer.parse(await response.json()).authToken;
}

function numbersIn(file: StackFile): string[] {
  return numbersAmong([file["plivoFrom"]]);
}
