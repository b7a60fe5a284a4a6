import { helpOf, optionsOf } from "./options.ts";

const names = ["demo", "sandbox", "doctor", "adopt", "drift", "review", "rehearse"] as const;

/** What the commands for users do, with their options. */
export async function commands(): Promise<string> {
  const sections = await Promise.all(
    names.map(async (name) => {
      const { summary } = await helpOf(name);
      return [`## \`npm run ${name}\``, summary, await optionsOf(name)].join("\n\n");
    }),
  );
  return sections.join("\n\n");
}
