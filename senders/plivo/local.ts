import { heldNumbers, numbersAmong } from "../heldNumbers.ts";
import type { LocalCarrier, StackFile } from "../SenderInCommands.ts";

export const localPlivo: LocalCarrier = {
  insteadOfNumber: [],
  accountOf: ({ plivo: { authId: id, authToken: token, from } }) => ({ id, token, from }),
  named: numbersIn,
  holding: ({ plivo: { from } }, files) => ({ numbers: heldNumbers([from, ...files.flatMap(numbersIn)]) }),
};

function numbersIn(file: StackFile): string[] {
  return numbersAmong([file["plivoFrom"]]);
}
