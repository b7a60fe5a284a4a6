import { kindAndName } from "../Declared.ts";
import { listOf, recorded, rule } from "../Rule.ts";

export const noPurchases = rule({
  id: "no-purchases",
  description: "No number is bought or given up without permission.",
  level: "mandatory",
  configuration: {
    recorded,
    allow: listOf("Numbers, E.164, that may be bought or given up."),
  },
  stack(all, { recorded: before, allow }) {
    const now = all.filter(({ kind }) => kind === "PhoneNumber").map(({ name }) => name);
    const had = before
      .map(kindAndName)
      .filter(({ kind }) => kind === "PhoneNumber")
      .map(({ name }) => name);
    const way = "add it to `allow` of the rule `no-purchases` in policy/configuration.json";
    return [
      ...now
        .filter((number) => !had.includes(number) && !allow.includes(number))
        .map(
          (number) => `${number} would be bought, and costs money each month. If that is intended, ${way}.`,
        ),
      ...had
        .filter((number) => !now.includes(number) && !allow.includes(number))
        .map(
          (number) =>
            `${number}, which the stack bought, would be given up: it keeps costing money until it is released in Twilio's console. If that is intended, ${way}.`,
        ),
    ];
  },
});
