import type { Template } from "liquidjs";
import { engine } from "./engine.ts";
import { childrenOf, tagOf } from "./testedVariables.ts";

/** `if`, `unless` or `case`. */
interface BranchingTag extends Template {
  branches: { templates: Template[] }[];
  elseTemplates?: Template[];
}

/** One way through a tag that has several. */
export interface Branch {
  tag: BranchingTag;
  templates: Template[];
  /** The branches that contain this one. */
  above: readonly Branch[];
}

/** The branches of a template: which of them were rendered, and which one a rendering takes. */
export class Branches {
  readonly #all: Branch[] = [];
  readonly #reached = new Set<Branch>();
  #forced: readonly Branch[] = [];

  /** @param templates modified so that their renderings report to this object */
  constructor(templates: readonly Template[]) {
    this.#find(templates, []);
  }

  /** The branches that no rendering has reached. */
  get missed(): Branch[] {
    return this.#all.filter((branch) => !this.#reached.has(branch));
  }

  /** Runs a rendering that takes this branch regardless of its tests. */
  force<Result>(branch: Branch, render: () => Result): Result {
    this.#forced = [...branch.above, branch];
    try {
      return render();
    } finally {
      this.#forced = [];
    }
  }

  #find(templates: readonly Template[], above: readonly Branch[]): void {
    for (const template of templates) {
      if (isBranching(template)) this.#take(template, above);
      else this.#find(childrenOf(template), above);
    }
  }

  #take(tag: BranchingTag, above: readonly Branch[]): void {
    tag.elseTemplates ??= [];
    for (const templates of [...tag.branches.map((each) => each.templates), tag.elseTemplates]) {
      const branch: Branch = { tag, templates, above };
      this.#find(templates, [...above, branch]);
      templates.unshift({ token: tag.token, render: () => void this.#reached.add(branch) });
      this.#all.push(branch);
    }
    const renderAsTested = tag.render.bind(tag);
    tag.render = (context, emitter): unknown => {
      const forced = this.#forced.find((branch) => branch.tag === tag);
      if (forced === undefined) return renderAsTested(context, emitter);
      return engine().liquid.renderer.renderTemplates(forced.templates, context, emitter);
    };
  }
}

const isBranching = (template: Template): template is BranchingTag =>
  ["if", "unless", "case"].includes(tagOf(template) ?? "");

/** `{% if a and b %}`, `branch 2 of {% case a %}`, `the else of {% if a %}`. */
export function describeBranch({ tag, templates }: Branch): string {
  const text = tag.token.getText().replaceAll(/\s+/g, " ");
  if (templates === tag.elseTemplates) return `the else of ${text}`;
  const at = tag.branches.findIndex((each) => each.templates === templates);
  return at === 0 && tagOf(tag) !== "case" ? text : `branch ${at + 1} of ${text}`;
}
