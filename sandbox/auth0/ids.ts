import { randomBytes, randomInt, randomUUID } from "node:crypto";

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** Ids in Auth0's format: prefix, length and alphabet. */
export const newId = {
  client: (): string => randomText(32, alphanumeric),
  clientGrant: (): string => `cgr_${randomText(16, alphanumeric)}`,
  connection: (): string => `con_${randomText(16, alphanumeric)}`,
  credential: (): string => `cred_${randomText(22, base58)}`,
  phoneProvider: (): string => `pro_${randomText(22, base58)}`,
  phoneTemplate: (): string => `tem_${randomText(22, base58)}`,
  resourceServer: (): string => randomBytes(12).toString("hex"),
  user: (): string => randomBytes(12).toString("hex"),
  key: (): string => randomText(21, alphanumeric),
  uuid: (): string => randomUUID(),
};

/** Secrets: unguessable, with the length and alphabet that their readers expect. */
export const newSecret = {
  client: (): string => randomBytes(48).toString("base64url"),
  hex: (bytes: number): string => randomBytes(bytes).toString("hex"),
  token: (length: number): string => randomText(length, alphanumeric),
  digits: (length: number): string => randomText(length, "0123456789"),
  upper: (length: number): string => randomText(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
};
