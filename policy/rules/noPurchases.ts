import { kindAndName } from "../Declared.ts";
import { listOf, recorded, rule } from "../Rule.ts";

export const noPurchases = rule({
  id: "no-purchases",
  description: "No number is bought, and no bought number is removed from the stack, without permission.",
  level: "mandatory",
  configuration: {
    recorded,
    allow: listOf("Numbers in E.164 form that may be bought or removed."),
  },
  stack(all, { recorded: before, allow }) {
    const now = all.filter(({ kind }) => kind === "PhoneNumber").map(({ name }) => name);
    const had = before
      .map(kindAndName)
      .filter(({ kind }) => kind === "PhoneNumber")
      .map(({ name }) => name);
    const way = (number: string) =>
      `add ${number} to "allow" of the rule "no-purchases" in policy/configuration.json`;
    return [
      ...now
        .filter((number) => !had.includes(number) && !allow.includes(number))
        .map(
          (number) =>
            `${number} would be bought, and costs money each month. If the purchase is intended, ${way(number)}.`,
        ),
      ...had
        .filter((number) => !now.includes(number) && !allow.includes(number))
        .map(
          (number) =>
            `${number}, which the stack bought, would be removed from the stack. It keeps costing money until you release it in Twilio's console. If the removal is intended, ${way(number)}.`,
        ),
    ];
  },
});
