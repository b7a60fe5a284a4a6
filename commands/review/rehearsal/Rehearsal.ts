/** What a change did to users on a local tenant. All texts from a tenant or a page are untrusted. */
export interface Rehearsal {
  stack: string;
  /** Identifies the change: the configuration and the program that were rehearsed. */
  fingerprint: string;
  /** The commit that the current state was built from, as the user named it. */
  base: string;
  /** How the change ended. */
  up: { done: true } | { done: false; words: string[] };
  signIns: SignIn[];
  callbackChecks: CallbackCheck[];
  /** Assumptions that the files could not confirm: each is the end of a sentence with "if". */
  assumptions: string[];
}

export type Moment = "before" | "during" | "after";

/** Users with an enrolled phone, and users who sign in for the first time. */
export type Who = "enrolled" | "new";

/** One sign-in in a browser, to its end. */
export interface SignIn {
  moment: Moment;
  who: Who;
  /** During the change: the Management API call that had just been made. */
  call?: string;
  outcome: Outcome;
  /** The pages that were seen, unless another sign-in of the same users at the same time has shown them. */
  pictures?: Picture[];
}

/** A page as a user saw it. */
export interface Picture {
  /** Its heading. */
  page: string;
  /** The file of the screenshot. */
  file: string;
}

/**
 * How a sign-in ends: signed in, with or without a second factor; stuck, and why; or not completed, because
 * the browser failed.
 */
export type Outcome =
  | { kind: "code" }
  | { kind: "password" }
  | { kind: "no-message" | "no-code" | "refused"; why: string }
  | { kind: "not-tried"; because: string };

/** Whether an application with this callback URL reaches the login page. */
export interface CallbackCheck {
  moment: "before" | "after";
  callback: string;
  outcome: { kind: "open" } | { kind: "refused"; why: string } | { kind: "not-tried"; because: string };
  pictures?: Picture[];
}
