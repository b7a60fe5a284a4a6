export type Status = "ok" | "warning" | "failed" | "not checked";

/** One line of a doctor's report. */
export interface Finding {
  /** The group of checks, as in `Twilio`. */
  group: string;
  status: Status;
  /** What was looked at and how it stands. Never holds a secret. */
  what: string;
  /** What to do about it, a whole sentence. */
  remedy?: string;
}

/** The findings of one group, each in one call. */
export interface Group {
  ok: (what: string) => Finding;
  warning: (what: string, remedy: string) => Finding;
  failed: (what: string, remedy: string) => Finding;
  /** One that something else stands in the way of, which has its own line. */
  notChecked: (what: string) => Finding;
}

export function group(name: string): Group {
  const finding = (status: Status, what: string, remedy?: string): Finding => ({
    group: name,
    status,
    what,
    ...(remedy === undefined || remedy === "" ? {} : { remedy }),
  });
  return {
    ok: (what) => finding("ok", what),
    warning: (what, remedy) => finding("warning", what, remedy),
    failed: (what, remedy) => finding("failed", what, remedy),
    notChecked: (what) => finding("not checked", what),
  };
}
