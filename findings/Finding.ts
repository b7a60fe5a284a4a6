export type Status = "ok" | "warning" | "failed" | "not checked";

/** One line of a doctor's report. */
export interface Finding {
  /** The group of checks, as in `Twilio`. */
  group: string;
  status: Status;
  /** What was checked and the result. Never holds a secret. */
  what: string;
  /** What to do about it, in a whole sentence. */
  remedy?: string;
}

/** Creates the findings of one group. */
export interface Group {
  ok: (what: string) => Finding;
  warning: (what: string, remedy: string) => Finding;
  failed: (what: string, remedy: string) => Finding;
  /** A check that another problem prevented; that problem has its own line. `what` is all of it by default. */
  notChecked: (reason: string, what?: string) => Finding;
}

export function group(name: string): Group {
  const finding = (status: Status, what: string, remedy?: string): Finding => ({
    group: name,
    status,
    // A reason is a sentence, and a line of the report is not.
    what: what.replace(/\.$/, ""),
    ...(remedy === undefined || remedy === "" ? {} : { remedy }),
  });
  return {
    ok: (what) => finding("ok", what),
    warning: (what, remedy) => finding("warning", what, remedy),
    failed: (what, remedy) => finding("failed", what, remedy),
    notChecked: (reason, what) =>
      finding("not checked", `${what === undefined ? "" : `${what} `}not checked, because ${reason}`),
  };
}
