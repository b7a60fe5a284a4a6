import type { Delivery, Messages, MfaPolicyName, PhoneExperience } from "../components/terms.ts";
import type { Auth0Access } from "./auth0.ts";
import { readAuth0 } from "./auth0.ts";
import { unknownKeys } from "./keys.ts";
import { readMessages } from "./messages.ts";
import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import type { PlivoSettings, TwilioSettings } from "./senders.ts";
import { readPlivo, readTwilio } from "./senders.ts";
import type { Source } from "./source.ts";
import { own, readFlag, readList, readWord } from "./source.ts";
import type { UrlLists } from "./urls.ts";
import { readUrls } from "./urls.ts";

/** One stack's configuration, read and checked. */
export interface Settings extends UrlLists {
  auth0: Auth0Access;
  appName: string;
  phoneExperience: PhoneExperience;
  sender: TwilioSettings | PlivoSettings;
  delivery: Delivery[];
  mfaPolicy: MfaPolicyName;
  messages: Messages;
  /** Whether the SPA client and the MFA settings refuse to be destroyed. */
  protect: boolean;
}

/** Reads a stack's configuration. Where `problems` is not empty, the settings must not be used. */
export function readSettings(source: Source): { settings: Settings; problems: Problem[] } {
  const problems: Problem[] = [...unknownKeys(source)];
  const auth0 = readAuth0(source, problems);

  const appName = own(source, "appName") ?? "";
  if (appName.trim() === "") {
    problems.push({ key: "appName", what: "is missing", mend: set("appName", "My app") });
  } else if (/[<>]/.test(appName)) {
    problems.push({
      key: "appName",
      what: "holds < or >, which Auth0 refuses",
      mend: set("appName", appName.replaceAll(/[<>]/g, "")),
    });
  }
  const urls = readUrls(source, problems);
  const phoneExperience = readWord(source, "phoneExperience", ["unified", "legacy"], "unified", problems);
  const mfaPolicy = readWord(source, "mfaPolicy", ["always", "adaptive", "never"], "always", problems);
  const messages = readMessages(source, phoneExperience, problems);
  const delivery = readDelivery(source, problems);
  const sender = readSender(source, delivery, problems);
  const protect = readFlag(source, "protect", problems) ?? source.stack === "prod";

  return {
    settings: { auth0, appName, ...urls, phoneExperience, sender, delivery, mfaPolicy, messages, protect },
    problems,
  };
}

function readSender(source: Source, delivery: readonly Delivery[], problems: Problem[]): Settings["sender"] {
  const before = problems.length;
  const kind = readWord(source, "sender", ["twilio", "plivo"], undefined, problems);
  if (kind === undefined && problems.length === before) {
    problems.push({
      key: "sender",
      what: "is missing; it is twilio or plivo",
      mend: set("sender", "twilio"),
    });
  }
  if (kind === "plivo") return readPlivo(source, delivery, problems);
  // Without a sender, which one's other keys are missing can't be said.
  return readTwilio(source, kind === "twilio" ? problems : []);
}

function readDelivery(source: Source, problems: Problem[]): Delivery[] {
  const key = "delivery";
  if (own(source, key) === undefined) return ["sms"];
  const before = problems.length;
  const words = readList(source, key, problems);
  if (words.length === 0 && problems.length === before) {
    problems.push({ key, what: "is empty; a message must be able to leave", mend: set(`${key}[0]`, "sms") });
  }
  return words.filter((word, index): word is Delivery => {
    const known = word === "sms" || word === "voice";
    const item = `${key}[${index}]`;
    if (!known)
      problems.push({
        key: item,
        what: `must be sms or voice, not ${JSON.stringify(word)}`,
        mend: set(item, "sms"),
      });
    if (known && words.indexOf(word) < index)
      problems.push({ key: item, what: `repeats ${word}`, mend: `rm --path '${item}'` });
    return known;
  });
}
