import type { LocalCarrier } from "../SenderInCommands.ts";

export const localPlivo: LocalCarrier = {
  insteadOfNumber: [],
  accountOf: ({ plivo: { authId: id, authToken: token, from } }) => ({ id, token, from }),
};
