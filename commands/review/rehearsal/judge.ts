import { gravest, verdicts } from "../risks/Verdict.ts";
import type { Verdict } from "../risks/Verdict.ts";
import type { CallbackCheck, Moment, Outcome, Rehearsal, SignIn, Who } from "./Rehearsal.ts";

/** One effect of the change on users. */
export interface Effect {
  verdict: Verdict;
  text: string;
  /** The reason, as the page, the log or the engine states it. */
  why?: string;
  /** The file of the screenshot that shows it. */
  picture?: string;
}

/**
 * The effects of the change on users: the differences from before, the worst first. Empty if users sign in as
 * before.
 */
export function effectsOf(rehearsal: Rehearsal): Effect[] {
  const effects = [...stop(rehearsal), ...callbackEffects(rehearsal), ...signInEffects(rehearsal)];
  return effects.sort((one, other) => verdicts.indexOf(other.verdict) - verdicts.indexOf(one.verdict));
}

/** The gravest of its effects; "safe" if there is none. */
export const verdictOf = (effects: readonly Effect[]): Verdict =>
  gravest(["safe", ...effects.map(({ verdict }) => verdict)]);

/** A change that stops does not affect users, unless the sign-ins after it show otherwise. */
function stop({ up }: Rehearsal): Effect[] {
  if (up.done) return [];
  return [
    {
      verdict: "needs attention",
      text: "The update stops without making the change",
      ...(up.words.length > 0 && { why: up.words.join(" ") }),
    },
  ];
}

const users: Record<Who, string> = { enrolled: "Users with an enrolled phone", new: "New users" };
const allUsers = "Users with an enrolled phone and new users";
const times: Record<Moment, string> = {
  before: "even before the change",
  during: "while the change is made",
  after: "after the change",
};

/**
 * One effect for each group of users, moment and outcome that differs from before. A difference that lasts is
 * reported for the time after the change.
 */
function signInEffects({ signIns }: Rehearsal): Effect[] {
  const before = (who: Who) => signIns.find((one) => one.moment === "before" && one.who === who)?.outcome;
  const stays = ({ moment, who, outcome }: SignIn) =>
    moment === "during" &&
    signIns.some((one) => one.moment === "after" && one.who === who && one.outcome.kind === outcome.kind);
  const seen = new Set<string>();
  const found = signIns.flatMap((signIn) => {
    const { moment, who, outcome } = signIn;
    const key = `${moment} ${who} ${outcome.kind}`;
    const effect = seen.has(key) || stays(signIn) ? undefined : effectOf(signIn, before(who));
    seen.add(key);
    return effect ? [{ who, ...effect, ...pictured(signIn) }] : [];
  });
  return together(found);
}

/** What all users experience alike is one effect. */
function together(found: readonly (Effect & { who: Who })[]): Effect[] {
  const alike = Map.groupBy(found, ({ verdict, text, why }) => JSON.stringify([verdict, text, why]));
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { who, text, ...rest } = first;
    return [{ ...rest, text: `${others.length > 0 ? allUsers : users[who]}${text}` }];
  });
}

/** What a sign-in shows, without the users it starts with. */
function effectOf({ moment, call, outcome }: SignIn, before: Outcome | undefined): Effect | undefined {
  const when = `${times[moment]}${call === undefined ? "" : `, after ${call}`}`;
  if (outcome.kind === "not-tried")
    return {
      verdict: "needs attention",
      text: `: the sign-in ${when} could not be tried, since the browser failed`,
      why: outcome.because,
    };
  if (moment === "before") {
    return "why" in outcome
      ? {
          verdict: "needs attention",
          text: ` can't sign in ${when}: ${ends[outcome.kind]}`,
          why: outcome.why,
        }
      : undefined;
  }
  if ("why" in outcome) {
    const worse = before === undefined || !("why" in before);
    return {
      verdict: worse ? "may lock users out" : "needs attention",
      text: ` can't sign in ${when}${worse ? "" : ", as before"}: ${ends[outcome.kind]}`,
      why: outcome.why,
    };
  }
  if (outcome.kind === "password" && before?.kind === "code")
    return {
      verdict: "weakens security",
      text: ` can sign in ${when} with their password alone`,
    };
  if (outcome.kind === "code" && before?.kind === "password" && moment === "after")
    return { verdict: "needs attention", text: " are asked for a code after the change" };
  return undefined;
}

const ends = {
  "no-message": "they are asked for a code, and no message arrives",
  "no-code": "the message that arrives has no code",
  refused: "the sign-in ends on an error page",
} as const;

/** Callback URLs that applications use and that no longer work, and new ones that don't work. */
function callbackEffects({ callbackChecks, up }: Rehearsal): Effect[] {
  const wasOpen = new Set(
    callbackChecks
      .filter((check) => check.moment === "before" && check.outcome.kind === "open")
      .map(({ callback }) => callback),
  );
  return callbackChecks.flatMap((check): Effect[] => {
    const { moment, callback, outcome } = check;
    if (moment === "before" || outcome.kind === "open") return [];
    if (outcome.kind === "not-tried")
      return [
        {
          verdict: "needs attention",
          text: `${callback} could not be tried, since the browser failed`,
          why: outcome.because,
        },
      ];
    if (wasOpen.has(callback))
      return [
        {
          verdict: "may lock users out",
          text: `An application that returns to ${callback} can no longer sign users in`,
          why: outcome.why,
          ...pictured(check),
        },
      ];
    return up.done
      ? [
          {
            verdict: "needs attention",
            text: `The new callback URL ${callback} does not work`,
            why: outcome.why,
          },
        ]
      : [];
  });
}

function pictured({ pictures = [] }: SignIn | CallbackCheck): { picture?: string } {
  const last = pictures.at(-1);
  return last === undefined ? {} : { picture: last.file };
}
