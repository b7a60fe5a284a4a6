import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("./child/", import.meta.url);
let source: string | undefined;

/**
 * The program of an Action's process as one text for `node --eval`. A process that is started with a file may
 * read that file, and the Action's code could import its modules. Here they live in one function's scope.
 */
export function childSource(): string {
  source ??= readdirSync(folder)
    .filter((name) => name.endsWith(".cjs"))
    .map((name) => moduleText(name))
    .reduce((all, module) => all + module, opening)
    .concat(closing);
  return source;
}

const opening = `"use strict";
((outer) => {
const files = { __proto__: null };
const loaded = { __proto__: null };
const load = (name) => {
  if (!(name in files)) return outer(name);
  if (!(name in loaded)) {
    loaded[name] = { exports: {} };
    files[name](loaded[name], load);
  }
  return loaded[name].exports;
};
`;

const closing = `load("./main.cjs");
})(require);
`;

function moduleText(name: string): string {
  const text = readFileSync(new URL(name, folder), "utf8");
  return `files[${JSON.stringify(`./${name}`)}] = (module, require) => {\n${text}};\n`;
}
