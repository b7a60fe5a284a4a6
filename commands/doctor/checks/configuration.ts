import { fixCommand } from "../../../configuration/problems.ts";
import { parts } from "../../../configuration/parts.ts";
import { partsOf } from "../../../settings/settings.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";
import { checkWildcards } from "./urls.ts";

const { ok, failed } = group("Configuration");

/** All problems with the stack's values. */
export function checkConfiguration(subject: Subject): Finding[] {
  const { stack, problems, settings } = subject;
  if (problems.length === 0) {
    const { phoneExperience, sender, factor, otherFactors, delivery, mfaPolicy } = settings;
    const values = [
      phoneExperience,
      sender?.kind,
      factor ? delivery.join(" and ") : undefined,
      ...Object.entries(otherFactors).map(([name, enabled]) => `${name} ${enabled ? "on" : "off"}`),
      mfaPolicy,
    ].filter((value) => value !== undefined);
    const alone = parts.filter((part) => !partsOf(settings).includes(part));
    return [
      ok(values.join(", ")),
      ...checkWildcards(subject),
      ...(alone.length === 0 ? [] : [ok(`not managed: ${alone.join(", ")}`)]),
    ];
  }
  return problems.map((problem) => failed(`${problem.key} ${problem.what}`, fixCommand(problem, stack)));
}
