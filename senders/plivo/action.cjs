// Sends Auth0's phone messages with Plivo. Auth0 runs this file as it is, on Node 22, without any npm module.
//
// One file for both phone experiences: the legacy one calls onExecuteSendPhoneMessage and shows a failure to
// the user; the unified one calls onExecuteCustomPhoneProvider and tries again later when asked to.
// Secrets: PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN, PLIVO_FROM.

/**
 * @typedef {{ PLIVO_AUTH_ID: string, PLIVO_AUTH_TOKEN: string, PLIVO_FROM: string }} Secrets
 * @typedef {{ recipient: string, text: string, message_type: "sms" | "voice" }} MessageOptions
 * @typedef {{ recipient: string, as_text: string, delivery_method: "text" | "voice" }} Notification
 * @typedef {{ notification: { retry(reason: string): void, drop(reason: string): void } }} NotificationApi
 * @typedef {{ outcome: "sent" } | { outcome: "retry" | "drop", reason: string }} Result
 */

/** Auth0 ends an Action after 20 seconds; a shorter limit leaves time to report the reason. */
const TIME_LIMIT_MS = 10_000;

/** Legacy experience. If this throws, the user sees Auth0's own error message.
 * @param {{ message_options: MessageOptions, secrets: Secrets }} event
 */
exports.onExecuteSendPhoneMessage = async (event) => {
  const { recipient, text, message_type } = event.message_options;
  const result = await send(event.secrets, message_type === "sms", recipient, text);
  if (result.outcome !== "sent") throw new Error(result.reason);
};

/** Unified experience.
 * @param {{ notification: Notification, secrets: Secrets }} event
 * @param {NotificationApi} api
 */
exports.onExecuteCustomPhoneProvider = async (event, api) => {
  const { recipient, as_text, delivery_method } = event.notification;
  const result = await send(event.secrets, delivery_method === "text", recipient, as_text);
  if (result.outcome !== "sent") api.notification[result.outcome](result.reason);
};

/**
 * One message. No reason holds a secret, the code, the recipient, or anything that Plivo wrote: reasons end
 * in logs.
 * @param {Secrets} secrets
 * @param {boolean} isText
 * @param {string} recipient
 * @param {string} text
 * @returns {Promise<Result>}
 */
async function send(secrets, isText, recipient, text) {
  if (!isText) return drop("Plivo sends no voice messages from an Action; set delivery to sms.");
  // Plivo takes `<` as a separator of recipients: anything but one plain number could send the code elsewhere
  // too.
  if (!/^\+[1-9][0-9]{6,14}$/.test(recipient))
    return drop("The recipient is not one phone number in E.164 form.");
  if (!text) return drop("The message is empty: check its template.");
  for (const name of /** @type {const} */ (["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_FROM"])) {
    if (!secrets[name]) return drop(`The Action's secret ${name} is missing.`);
  }

  let status;
  try {
    status = await post(secrets, { src: secrets.PLIVO_FROM, dst: recipient, text });
  } catch (error) {
    return retry(
      error instanceof Error && error.name === "TimeoutError"
        ? `Plivo did not respond within ${TIME_LIMIT_MS / 1000} seconds.`
        : "Plivo could not be reached.",
    );
  }
  return judge(status);
}

/**
 * @param {Secrets} secrets
 * @param {{ src: string, dst: string, text: string }} message
 */
async function post(secrets, message) {
  const account = encodeURIComponent(secrets.PLIVO_AUTH_ID);
  const credentials = Buffer.from(`${secrets.PLIVO_AUTH_ID}:${secrets.PLIVO_AUTH_TOKEN}`).toString("base64");
  const response = await fetch(`https://api.plivo.com/v1/Account/${account}/Message/`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/json" },
    // Plivo keeps no copy of the text, which holds the code.
    body: JSON.stringify({ ...message, log: false }),
    // A redirect would carry the message, and the code in it, to a host that was never reviewed.
    redirect: "error",
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  await response.body?.cancel();
  return response.status;
}

/**
 * A failure that may pass is tried again; one that only a person can fix is not.
 * @param {number} status
 * @returns {Result}
 */
function judge(status) {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 429) return retry("Plivo's rate limit is reached (429).");
  if (status === 408 || status >= 500) return retry(`Plivo returned a server error (${status}).`);
  const reasons = new Map([
    [400, "Plivo rejected the message (400): check the source number and the template."],
    [401, "Plivo rejected the credentials (401): check plivo:authId and plivo:authToken."],
    [402, "The Plivo account has no credit (402)."],
    [403, "The Plivo account may not send this message (403)."],
    [404, "Plivo has no such account (404): check plivo:authId."],
    [405, "Plivo does not accept this request (405): the Action is out of date."],
  ]);
  return drop(reasons.get(status) ?? `Plivo rejected the message (${status}).`);
}

/** @param {string} reason @returns {Result} */
function retry(reason) {
  return { outcome: "retry", reason };
}

/** @param {string} reason @returns {Result} */
function drop(reason) {
  return { outcome: "drop", reason };
}
