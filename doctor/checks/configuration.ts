import { group } from "../Finding.ts";
import type { Finding } from "../Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, failed } = group("Configuration");

/** All that is wrong with the stack's values. */
export function checkConfiguration({ stack, problems, settings }: Subject): Finding[] {
  if (problems.length === 0) {
    const { phoneExperience, sender, delivery, mfaPolicy } = settings;
    return [ok(`${phoneExperience}, ${sender.kind}, ${delivery.join(" and ")}, ${mfaPolicy}`)];
  }
  return problems.map(({ key, what, mend }) =>
    failed(`${key} ${what}`, `pulumi config ${mend} --stack ${stack}`),
  );
}
