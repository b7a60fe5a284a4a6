import { authenticatorsOf } from "../mfa/authenticators.ts";
import type { Channel } from "../mfa/authenticators.ts";
import { MfaApiError } from "./MfaCall.ts";
import type { MfaCall } from "./MfaCall.ts";
import { e164, maskPhoneNumber, readPhoneNumber } from "../mfa/phoneNumber.ts";
import { channelsOf } from "../mfa/policy.ts";
import { newRecoveryCode } from "../mfa/recoveryCodes.ts";

/** `POST /mfa/associate`: sends a code to a first phone. */
export async function associate(call: MfaCall): Promise<object> {
  const { services, session, user, body } = call;
  const { state } = services.tenant;
  if (authenticatorsOf(state, user.user_id).length > 0) {
    throw new MfaApiError(403, "access_denied", "User is already enrolled.");
  }
  const number = phoneOf(body["phone_number"]);
  const code = await send(call, number, channelOf(call), "enrollment");
  const enrolling = {
    authenticator_type: "oob",
    binding_method: "prompt",
    oob_channel: session.oob?.channel,
    oob_code: code,
  };
  if (state.guardian.factors["recovery-code"] !== true) return enrolling;
  // Valid only when the phone is verified.
  session.recoveryCode = newRecoveryCode();
  return { ...enrolling, recovery_codes: [session.recoveryCode] };
}

function channelOf({ services, body }: MfaCall): Channel {
  const [types, channels] = [body["authenticator_types"], body["oob_channels"]];
  const enabled =
    services.tenant.state.guardian.factors["sms"] === true ? channelsOf(services.tenant.state) : [];
  const asked = Array.isArray(channels) ? enabled.find((each) => channels.includes(each)) : enabled[0];
  if (!Array.isArray(types) || !types.includes("oob") || asked === undefined) {
    throw new MfaApiError(
      400,
      "invalid_request",
      "The authenticator types or channels are not enabled for the tenant.",
    );
  }
  return asked;
}

function phoneOf(sent: unknown): string {
  const read =
    typeof sent === "string" && e164.test(sent.replaceAll(/[ ()-]/g, ""))
      ? readPhoneNumber(sent, "US")
      : undefined;
  if (read === undefined || "fault" in read) {
    throw new MfaApiError(400, "invalid_request", "phone_number must be a valid number in E.164 form.");
  }
  return read.number;
}

/** `POST /mfa/challenge`: sends a code to an enrolled phone. */
export async function challenge(call: MfaCall): Promise<object> {
  const { services, user, body } = call;
  const { state } = services.tenant;
  const types = typeof body["challenge_type"] === "string" ? body["challenge_type"].split(" ") : ["oob"];
  if (!types.includes("oob") || state.guardian.factors["sms"] !== true) {
    throw new MfaApiError(
      400,
      "unsupported_challenge_type",
      "User does not have any of the requested challenge types.",
    );
  }
  const phones = authenticatorsOf(state, user.user_id);
  if (phones.length === 0) {
    throw new MfaApiError(
      400,
      "association_required",
      "User is not enrolled. You can use /mfa/associate endpoint to enroll the first authenticator.",
    );
  }
  const id = body["authenticator_id"];
  const phone = phones.find((each) => id === undefined || each.id === id);
  // The same error whether it belongs to somebody else or does not exist.
  if (phone === undefined) throw new MfaApiError(404, "invalid_request", "The authenticator was not found.");
  const enabled = channelsOf(state);
  const channel = enabled.includes(phone.channel) ? phone.channel : (enabled[0] ?? "sms");
  return {
    challenge_type: "oob",
    oob_code: await send(call, phone.phone_number, channel, "authentication"),
    binding_method: "prompt",
  };
}

async function send(
  { services, session, user, context }: MfaCall,
  number: string,
  channel: Channel,
  purpose: "enrollment" | "authentication",
): Promise<string> {
  const sent = await services.challenges.start({
    transaction: session.token,
    user,
    number,
    channel,
    purpose,
    context,
  });
  if ("fault" in sent) {
    throw sent.fault === "too-many-sms"
      ? new MfaApiError(
          429,
          "too_many_attempts",
          "You have exceeded the maximum number of phone messages per hour.",
        )
      : new MfaApiError(400, "invalid_request", "There was a problem sending the SMS");
  }
  session.oob = { code: sent.challenge.id, number, channel };
  return sent.challenge.id;
}

/** `GET /mfa/authenticators`. */
export function list({ services, user }: MfaCall): object {
  const { state } = services.tenant;
  const phones = authenticatorsOf(state, user.user_id).map((phone) => ({
    id: phone.id,
    authenticator_type: "oob",
    oob_channel: phone.channel,
    active: true,
    name: maskPhoneNumber(phone.phone_number),
  }));
  const hasCode = state.recoveryCodes.some((each) => each.user_id === user.user_id);
  const recovery = { id: "recovery-code|dev", authenticator_type: "recovery-code", active: true };
  return hasCode ? [recovery, ...phones] : phones;
}

/** `DELETE /mfa/authenticators/{id}`: a password alone can't remove a phone. */
export function refuseRemoval(): Promise<never> {
  const description =
    "Removing an authenticator needs a token with the scope remove:authenticators, obtained with MFA.";
  return Promise.reject(new MfaApiError(403, "insufficient_scope", description));
}
