import { onTestFinished, vi } from "vitest";

/** Lets each Twilio account that the program asks have these numbers, for the rest of the test. */
export function twilioHas(...numbers: string[]): void {
  const answer = {
    incoming_phone_numbers: numbers.map((phone_number) => ({
      sid: `PN${phone_number}`,
      phone_number,
      capabilities: { sms: true, voice: true },
    })),
  };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(answer)));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}
