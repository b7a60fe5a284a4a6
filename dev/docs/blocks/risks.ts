import { riskRules } from "../../../commands/review/risks/index.ts";
import { table } from "./table.ts";

/** What a review warns about, the gravest first, with the rule of the policy pack that a warning comes from. */
export const risksTable = (): string =>
  table(
    ["warning", "verdict", "meaning", "rule"],
    riskRules.map(({ id, verdict, means, source }) => [
      id.replaceAll("-", " "),
      verdict,
      means,
      "rule" in source ? `\`${source.rule}\`` : "",
    ]),
  );
