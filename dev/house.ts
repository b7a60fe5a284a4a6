import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import type { ICruiseResult } from "dependency-cruiser";
import { CommandError, defineCommand } from "../commands/terminal/command.ts";

const command = defineCommand({
  name: "house",
  summary: "Draws a diagram of which folder imports which, in docs/house.md.",
  options: {},
});

/** The layers, from the one that imports most to the one that imports nothing. */
const rooms = [
  ...["dev", "commands", "index.ts", "config.ts", "components", "policy", "settings", "senders"],
  ...["findings", "preview", "tenant", "configuration", "mfa", "sandbox"],
];

const file = fileURLToPath(new URL("../docs/house.md", import.meta.url));

async function drawHouse(): Promise<number> {
  const { output } = await cruise(rooms, {
    doNotFollow: { path: "node_modules" },
    includeOnly: { path: `^(${rooms.map((room) => room.replace(".", "\\.")).join("|")})(/|$)` },
    tsPreCompilationDeps: true,
  });
  if (typeof output === "string")
    throw new CommandError("Failed to read the imports: dependency-cruiser returned no result.");
  await writeFile(file, page(arrowsOf(output)));
  console.log(`Drawn: ${file}`);
  return 0;
}

const roomOf = (path: string): string => path.split("/")[0] ?? path;

/** The number of imports between each two layers. */
function arrowsOf({ modules }: ICruiseResult): Map<string, number> {
  const arrows = new Map<string, number>();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const arrow = `${roomOf(source)} ${roomOf(resolved)}`;
      if (roomOf(source) !== roomOf(resolved)) arrows.set(arrow, (arrows.get(arrow) ?? 0) + 1);
    }
  return arrows;
}

function page(arrows: ReadonlyMap<string, number>): string {
  const lines = [...arrows]
    .map(([arrow, count]): [string[], number] => [arrow.split(" "), count])
    .sort(([one], [other]) => place(one) - place(other))
    .map(([[from, to], count]) => `  ${from} -->|${count}| ${to}`);
  return `# Dependencies between folders

Which folder imports which, with the number of imports. \`npm run house\` regenerates the diagram. \`npm run lint\` rejects an import in the opposite direction.

\`\`\`mermaid
flowchart TD
${lines.join("\n")}
\`\`\`
`;
}

const place = (arrow: readonly string[]): number =>
  arrow.reduce((sum, room) => sum * rooms.length + rooms.indexOf(room), 0);

await command.run(drawHouse);
