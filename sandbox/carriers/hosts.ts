/** The carriers that have a stand-in, and the hosts of their APIs. */
export const carrierHosts = {
  twilio: ["api.twilio.com", "messaging.twilio.com", "accounts.twilio.com"],
  plivo: ["api.plivo.com"],
} as const;

export type CarrierName = keyof typeof carrierHosts;

export const carrierNames = Object.keys(carrierHosts) as CarrierName[];

/** Carriers that Actions call; the tenant itself calls the others. */
export const calledByActions: readonly CarrierName[] = ["plivo"];

/** Where the stand-in of each host is, at a sandbox of this address. */
export const standIns = (origin: string, names: readonly CarrierName[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => carrierHosts[name].map((host) => [host, `${origin}/carriers/${name}`])),
  );
