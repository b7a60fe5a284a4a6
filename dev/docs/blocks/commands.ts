import { helpOf, optionsTable } from "./options.ts";

const names = ["demo", "sandbox", "doctor", "adopt", "drift", "review", "rehearse"] as const;

/** What the commands for users do, with their options. */
export async function commands(): Promise<string> {
  const sections = await Promise.all(
    names.map(async (name) => {
      const help = await helpOf(name);
      return [`## \`npm run ${name}\``, help.summary, optionsTable(help)].join("\n\n");
    }),
  );
  return sections.join("\n\n");
}
