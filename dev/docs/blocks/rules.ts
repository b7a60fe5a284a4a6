import { rules } from "../../../policy/rules/index.ts";
import { table } from "./table.ts";

/** The policy pack's rules. */
export const rulesTable = (): string =>
  table(
    ["rule", "requirement"],
    rules.map(({ id, description }) => [`\`${id}\``, description]),
  );
