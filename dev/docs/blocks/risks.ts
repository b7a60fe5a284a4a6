import { riskRules } from "../../../commands/review/risks/index.ts";
import { table } from "./table.ts";

/** The risks that a review can find, the gravest first, with the rule of the policy pack that one comes from. */
export const risksTable = (): string =>
  table(
    ["risk", "verdict", "meaning", "rule"],
    riskRules.map(({ id, verdict, means, source }) => [
      id.replaceAll("-", " "),
      verdict,
      // A report adds the stack to a command.
      means.replace("--send-test", "--stack NAME --send-test"),
      "rule" in source ? `\`${source.rule}\`` : "",
    ]),
  );
