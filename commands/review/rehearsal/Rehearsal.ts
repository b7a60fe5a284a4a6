/**
 * What a change did to users when it was made on a local tenant. All texts of a tenant's or a page's are
 * hostile.
 */
export interface Rehearsal {
  stack: string;
  /** The commit that the present state was built from, as the user named it. */
  base: string;
  /** How the change ended. */
  up: { done: true } | { done: false; words: string[] };
  signIns: SignIn[];
  callbackChecks: CallbackCheck[];
  /** What could not be known from the files and was taken to be so: each the end of a sentence with "if". */
  assumptions: string[];
}

export type Moment = "before" | "during" | "after";

/** Users who have a phone enrolled, and users who sign in for the first time. */
export type Who = "enrolled" | "new";

/** One sign-in in a browser, to its end. */
export interface SignIn {
  moment: Moment;
  who: Who;
  /** During the change: the Management API call that had just been made. */
  call?: string;
  outcome: Outcome;
  /** The pages that were met, where no sign-in of the same users at the same time has shown them. */
  pictures?: Picture[];
}

/** A page as a user met it. */
export interface Picture {
  /** Its heading. */
  page: string;
  /** The file of the picture. */
  file: string;
}

/**
 * How a sign-in ends: in, with or without a second factor; stuck, and why; or not tried to its end, since the
 * browser failed.
 */
export type Outcome =
  | { kind: "code" }
  | { kind: "password" }
  | { kind: "no-message" | "no-code" | "refused"; why: string }
  | { kind: "not-tried"; because: string };

/** Whether an application that returns to an address gets as far as the login page. */
export interface CallbackCheck {
  moment: "before" | "after";
  callback: string;
  outcome: { kind: "open" } | { kind: "refused"; why: string } | { kind: "not-tried"; because: string };
  pictures?: Picture[];
}
