import type { Problem } from "../../configuration/problems.ts";
import { set } from "../../configuration/problems.ts";
import { own } from "../../configuration/source.ts";
import type { Source } from "../../configuration/source.ts";
import { readNumber, readSecret, unknownNumber } from "../../configuration/values.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";

export interface PlivoSettings {
  kind: "plivo";
  authId: string;
  authToken: string;
  from: string;
}

/**
 * Plivo's id, token and number. Voice is rejected: a call needs to fetch a page, which an Action can't serve.
 */
export function readPlivo(
  source: Source,
  delivery: readonly DeliveryMethod[],
  problems: Problem[],
): PlivoSettings {
  const authId = source.values["plivo:authId"];
  if (!authId) {
    problems.push({ key: "plivo:authId", what: "is missing", fix: "set plivo:authId MA…" });
  } else if (!/^(MA|SA)[A-Z0-9]{18}$/.test(authId)) {
    problems.push({
      key: "plivo:authId",
      what: "must be MA or SA and 18 letters or digits",
      fix: "set plivo:authId MA…",
    });
  }
  const authToken = readSecret(source, "plivo:authToken", problems);
  const from = readNumber(source, "plivoFrom", problems);
  if (!own(source, "plivoFrom")) {
    problems.push({ key: "plivoFrom", what: "is missing", fix: set("plivoFrom", unknownNumber) });
  }
  const voice = delivery.indexOf("voice");
  if (voice >= 0) {
    problems.push({
      key: `delivery[${voice}]`,
      what: "is voice, which Plivo does not support from an Auth0 Action; use sms, or set sender to twilio",
      fix: delivery.includes("sms") ? `rm --path 'delivery[${voice}]'` : set(`delivery[${voice}]`, "sms"),
    });
  }
  return { kind: "plivo", authId: authId ?? "", authToken: authToken ?? "", from: from ?? "" };
}
