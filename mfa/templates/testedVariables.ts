import type { Arguments, Template } from "liquidjs";
import { engine } from "./engine.ts";

/** A value that a template compares a variable with. */
export type Literal = string | number | boolean;

/** A variable that affects what a template renders. */
export interface TestedVariable {
  /** `["user", "name"]` for `user.name`. */
  path: readonly string[];
  /** What it is compared with. */
  literals: ReadonlySet<Literal>;
}

/** What determines which of its texts a template renders. */
export interface Tests {
  variables: TestedVariable[];
  /**
   * The tags that only compare an Auth0 variable with a literal: the variable's values lead to all branches.
   */
  plain: ReadonlySet<Template>;
}

/**
 * The variables that Auth0 passes to a template and that the template tests, with a tag or with the filter
 * `default`. A variable that the template defines stands for the variables that it is made of.
 */
export function testsIn(templates: readonly Template[]): Tests {
  const reader = new Reader();
  reader.read(templates);
  return { variables: [...reader.tested.values()], plain: reader.plain };
}

/** The templates inside a tag. */
export function childrenOf(template: Template): Template[] {
  const step = template.children?.(false, true).next();
  return step?.done === true ? step.value : [];
}

/** The name of a tag; `undefined` for text and outputs. */
export const tagOf = ({ token }: Template): string | undefined =>
  engine().guards.isTagToken(token) ? token.name : undefined;

class Reader {
  readonly tested = new Map<string, { path: string[]; literals: Set<Literal> }>();
  readonly plain = new Set<Template>();
  /** What each variable that the template defines is made of. */
  readonly #own = new Map<string, string[][]>();

  read(templates: readonly Template[]): void {
    for (const template of templates) this.#readOne(template);
  }

  #readOne(template: Template): void {
    const { variables, literals, isPlain } = this.#mentionedIn(template);
    if (isTest(template)) for (const path of variables) this.#add(path, literals);
    if (isPlain) this.plain.add(template);
    for (const name of template.blockScope?.() ?? []) this.#own.set(name, variables);
    const children = childrenOf(template);
    this.read(children);
    for (const { content: name } of template.localScope?.() ?? []) {
      const captured = children.flatMap(allWithin).flatMap((child) => this.#mentionedIn(child).variables);
      this.#own.set(name, [...(this.#own.get(name) ?? []), ...variables, ...captured]);
    }
  }

  #mentionedIn(template: Template): Mentioned {
    const found: Mentioned = { variables: [], literals: [], isPlain: true };
    for (const value of argumentsOf(template)) collect(value, found);
    const made = ([root = ""]: string[]): string[][] | undefined => this.#own.get(root);
    return {
      literals: found.literals,
      variables: found.variables.flatMap((path) => made(path) ?? [path]),
      isPlain: found.isPlain && !found.variables.some(made),
    };
  }

  #add(path: string[], literals: readonly Literal[]): void {
    const name = path.join(".");
    const known = this.tested.get(name) ?? { path, literals: new Set() };
    for (const literal of literals) known.literals.add(literal);
    this.tested.set(name, known);
  }
}

function isTest(template: Template): boolean {
  if (["if", "unless", "case", "for", "tablerow"].includes(tagOf(template) ?? "")) return true;
  return argumentsOf(template).some(
    (value) => isExpression(value) && value.filters.some(({ name }) => name === "default"),
  );
}

const argumentsOf = (template: Template): (Arguments extends Iterable<infer Each> ? Each : never)[] => [
  ...(template.arguments?.() ?? []),
];

const allWithin = (template: Template): Template[] => [
  template,
  ...childrenOf(template).flatMap((child) => allWithin(child)),
];

/** The variables and literals in an expression. */
interface Mentioned {
  variables: string[][];
  literals: Literal[];
  /** The expression is a variable, a literal, or a comparison of the two. */
  isPlain: boolean;
}

interface Expression {
  initial: { postfix: readonly unknown[] };
  filters: readonly { name: string; args: readonly unknown[] }[];
}

const isExpression = (part: unknown): part is Expression =>
  typeof part === "object" && part !== null && "initial" in part;

/** Adds the variables and literals of an expression or a part of one. */
function collect(part: unknown, found: Mentioned): void {
  const { guards } = engine();
  if (guards.isQuotedToken(part) || guards.isNumberToken(part)) found.literals.push(part.content);
  else if (guards.isLiteralToken(part)) found.literals.push(...literalOf(part.literal));
  else if (guards.isRangeToken(part)) for (const end of [part.lhs, part.rhs]) collect(end, found);
  else if (guards.isPropertyAccessToken(part)) collectPath(part.props, found);
  else if (isExpression(part)) {
    if (part.filters.length > 0 || part.initial.postfix.length > 3) found.isPlain = false;
    for (const token of part.initial.postfix) collect(token, found);
    // A filter's argument may have a name: `[name, value]`.
    const given = part.filters.flatMap(({ args }) => args).flatMap((arg) => arg);
    for (const arg of given) collect(arg, found);
  }
}

function collectPath(props: readonly unknown[], found: Mentioned): void {
  const { guards } = engine();
  const path: string[] = [];
  for (const prop of props) {
    const isName = guards.isWordToken(prop) || guards.isQuotedToken(prop) || guards.isNumberToken(prop);
    if (!isName) {
      // `user[locale]`: from here on, another variable says which one it is.
      found.isPlain = false;
      collect(prop, found);
      break;
    }
    path.push(String(prop.content));
  }
  const isMeasured = path.length > 1 && ["size", "first", "last"].includes(path.at(-1) ?? "");
  if (isMeasured) found.isPlain = false;
  if (path.length > 0) found.variables.push(isMeasured ? path.slice(0, -1) : path);
}

const words: Record<string, Literal[]> = { true: [true], false: [false], empty: [""], blank: [""] };
const literalOf = (word: string): Literal[] => words[word] ?? [];
