/** The carriers that have a stand-in, and the hosts of their APIs. */
export const carrierHosts = {
  twilio: ["api.twilio.com", "messaging.twilio.com", "accounts.twilio.com"],
  plivo: ["api.plivo.com"],
} as const;

export type CarrierName = keyof typeof carrierHosts;

export const carrierNames = Object.keys(carrierHosts) as CarrierName[];

/** Carriers that Actions call; the tenant calls the others directly. */
export const calledByActions: readonly CarrierName[] = ["plivo"];

/** The address of each host's stand-in, for a local tenant at this address. */
export const standIns = (origin: string, names: readonly CarrierName[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => carrierHosts[name].map((host) => [host, `${origin}/carriers/${name}`])),
  );
