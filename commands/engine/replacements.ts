import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * Two copies of a password meter read their lists of words at each start of `pulumi`, which is half of it. Only
 * `pulumi config set` uses the meter, to recognize a secret; with these changes, it reads the lists then.
 */
const modules = ["github.com/nbutton23/zxcvbn-go", "github.com/ccojocar/zxcvbn-go"];
const changes = [
  { file: "frequency/frequency.go", from: "func init() {", to: "func Load() {" },
  { file: "matching/matching.go", from: "func init() {\n\tloadFrequencyList()\n}\n", to: "" },
  {
    file: "matching/matching.go",
    from: "func loadFrequencyList() {\n",
    to: "func loadFrequencyList() {\n\tfrequency.Load()\n",
  },
];

/** Another text stands for another engine. */
export const replacedText = JSON.stringify([modules, changes]);

/**
 * Writes pins that replace these modules with changed copies, and returns the file for `go build -modfile`: Go
 * allows no changes in its module cache.
 * @param pins the folder of go.mod and go.sum
 * @param folder for the copies
 * @param folderOf where Go has a module's sources
 */
export async function replaceModules(
  pins: string,
  folder: string,
  folderOf: (module: string) => Promise<string>,
): Promise<string> {
  for (const module of modules) {
    const sources = await folderOf(module);
    const copy = join(folder, module);
    await mkdir(copy, { recursive: true });
    // The oldest modules have no go.mod, and a replaced one needs it.
    await writeFile(join(copy, "go.mod"), `module ${module}\n`);
    for (const entry of await readdir(sources, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(sources, path);
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), changed(file, await readFile(path)));
    }
  }
  const [goMod = "", goSum = ""] = await Promise.all(
    ["go.mod", "go.sum"].map((name) => readFile(join(pins, name), "utf8")),
  );
  const replaced = modules.map((module) => `replace ${module} => ${JSON.stringify(join(folder, module))}\n`);
  await writeFile(join(folder, "go.mod"), [goMod, ...replaced].join("\n"));
  await writeFile(join(folder, "go.sum"), goSum);
  return join(folder, "go.mod");
}

function changed(file: string, content: Buffer): Buffer | string {
  const own = changes.filter((change) => change.file === file);
  if (own.length === 0) return content;
  return own.reduce((text, { from, to }) => {
    if (!text.includes(from)) throw new Error(`${file} does not contain ${JSON.stringify(from)}`);
    return text.replace(from, to);
  }, content.toString());
}
