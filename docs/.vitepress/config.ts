import { readFileSync } from "node:fs";
import { anchorOf } from "./anchors.ts";

const contents = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The target of links to source files: in a workflow, the repository that it runs in. */
const { GITHUB_REPOSITORY, GITHUB_SERVER_URL = "https://github.com", DOCS_BASE = "/" } = process.env;
const repository = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/main/`;

export default {
  title: "auth0-phone-mfa",
  description: "Phone MFA for an Auth0 tenant as code, rehearsed before it goes live.",
  base: DOCS_BASE,
  rewrites: { "README.md": "index.md", "decisions/README.md": "decisions/index.md" },
  cleanUrls: true,
  lastUpdated: false,
  markdown: { config: configure, anchor: { slugify: anchorOf } },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: sidebarOf(contents),
  },
};

/** The table of contents of docs/README.md as a sidebar. */
function sidebarOf(page: string) {
  return page
    .split(/^\*\*/m)
    .slice(1)
    .map((group) => ({
      text: group.slice(0, group.indexOf("**")),
      items: [...group.matchAll(/^- \[(.+?)\]\((.+?)\)/gm)].map(([, text, file = ""]) => ({
        text,
        link: `/${file.replace(/(README)?\.md$/, "")}`,
      })),
    }));
}

function configure(markdown: Markdown) {
  linkSources(markdown);
  keepBraces(markdown);
}

/** A template's `{{code}}` is text here, not an expression of Vue's. */
function keepBraces({ renderer: { rules } }: Markdown) {
  const render = rules.code_inline;
  rules.code_inline = (...args) => render(...args).replace("<code", "<code v-pre");
}

/** Links that leave docs/ lead to the repository, or are plain text where it is not known. */
function linkSources(markdown: Markdown) {
  markdown.core.ruler.push("link-sources", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? (token.attrGet("href") ?? "") : "";
      const path = new URL(href, `file:///docs/${env.relativePath}`).pathname.slice(1);
      if (!href.startsWith("../") || path.startsWith("docs/")) continue;
      if (repository) token.attrSet("href", repository + path);
      else token.attrs = [];
    }
  });
}

/** The parts of markdown-it that this file uses. */
interface Markdown {
  renderer: { rules: { code_inline: (...args: unknown[]) => string } };
  core: {
    ruler: {
      push: (name: string, rule: (state: { tokens: Token[]; env: { relativePath: string } }) => void) => void;
    };
  };
}

interface Token {
  type: string;
  children: Token[] | null;
  attrs: [string, string][] | null;
  attrGet: (name: string) => string | null;
  attrSet: (name: string, value: string) => void;
}
