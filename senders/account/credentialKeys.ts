/** The configuration keys of each carrier's credentials. */
export const credentialKeys = {
  Twilio: { id: "twilio:accountSid", token: "twilio:authToken" },
  Plivo: { id: "plivo:authId", token: "plivo:authToken" },
} as const;
