import ts from "typescript";
import { useOf } from "./use.ts";
import type { Use } from "./use.ts";

/** A text that a person reads, and its place in the sources. */
export interface Text {
  file: string;
  line: number;
  kind: "message" | "comment" | "document" | "title";
  /** Where a message is used. */
  use?: Use;
  /** Whether it is a cell of a table. */
  isCell?: boolean;
  /** With placeholders as `{name}`, and without markup. */
  text: string;
}

/**
 * The messages of a TypeScript source. A message is a string or a template with two words in a row
 * (`isProse`) that is used as a value: not a type, a module name, or a property name. Strings joined by `+`
 * are one message. An `html` template contains one message per element.
 */
export function messagesOf(file: string, source: string): Text[] {
  return messagesIn(file, parse(file, source));
}

/** The messages and the comments of a TypeScript source. */
export function textsOf(file: string, source: string): Text[] {
  const parsed = parse(file, source);
  return [...messagesIn(file, parsed), ...commentsIn(file, parsed)];
}

/** The comments of a TypeScript source. Consecutive line comments are one text. */
export function commentsOf(file: string, source: string): Text[] {
  return commentsIn(file, parse(file, source));
}

/** What tests and groups are defined with; the last two are those of properties (tests/commands/review). */
const definesTest = /^(?:test|describe|one|property)\b/;

/** The titles of the tests and groups of a TypeScript source. */
export function titlesOf(file: string, source: string): Text[] {
  const parsed = parse(file, source);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && definesTest.test(node.expression.getText(parsed))) {
      const [title] = node.arguments;
      if (title !== undefined && isText(title))
        found.push({
          file,
          line: lineOf(parsed, title.getStart(parsed)),
          kind: "title",
          text: textOf(title, parsed),
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function messagesIn(file: string, parsed: ts.SourceFile): Text[] {
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (isText(node)) {
      const line = lineOf(parsed, node.getStart(parsed));
      for (const text of proseIn(node, parsed))
        found.push({ file, line, kind: "message", use: useOf(file, node, text), text });
      placeholdersOf(node).forEach(visit);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function commentsIn(file: string, parsed: ts.SourceFile): Text[] {
  const source = parsed.text;
  const ranges = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ])
      ranges.set(range.pos, range);
    node.getChildren(parsed).forEach(visit);
  };
  visit(parsed);
  const found: Text[] = [];
  let end = -1;
  for (const range of [...ranges.values()].sort((one, other) => one.pos - other.pos)) {
    const text = withoutMarks(source.slice(range.pos, range.end));
    const last = found.at(-1);
    if (last !== undefined && end >= 0 && /^\n[ \t]*$/.test(source.slice(end, range.pos)))
      last.text += `\n${text}`;
    else found.push({ file, line: lineOf(parsed, range.pos), kind: "comment", text });
    end = isOnOwnLine(source, range) ? range.end : -1;
  }
  return found.filter(
    ({ text }) => /[a-z]\s+[a-z]/i.test(text) && !/^(oxlint|prettier|@ts|cspell)/.test(text),
  );
}

/** Whether it is a line comment with nothing before it. */
const isOnOwnLine = (source: string, { kind, pos }: ts.CommentRange): boolean =>
  kind === ts.SyntaxKind.SingleLineCommentTrivia &&
  /^[ \t]*$/.test(source.slice(source.lastIndexOf("\n", pos - 1) + 1, pos));

/** Two words of letters in a row, and nothing that only code has. */
export const isProse = (text: string): boolean =>
  /[a-z]{2}[,:;.]? [a-z]{2}|[a-z]{2} \{|\} [a-z]{2}|\b[a-z]{3,} [a-z]\b/i.test(text) && !codeOnly.test(text);

/**
 * What only code contains: an arrow, a statement, a CSS declaration, a header, a script, a Liquid tag, a
 * command on its own, a list of names.
 */
const codeOnly =
  /=>|;\s*\n|^\s*[\w-]+: [^;]+;|;\s*$|^\s*(import|export|const|return|function) |^[a-z-]+\/[a-z-]+;|\{\{|^use strict$|^(Basic|Bearer|MAP|openid|:root|[#.]\w+,|#!\S+|-+BEGIN|-+END|ulimit|default-src) ?|^(npm|npx|pulumi|git|node) [a-z-]+( [^ ]+)*$|^\w+( \w+){9,}$/;

const parse = (file: string, source: string): ts.SourceFile =>
  ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);

const lineOf = (source: ts.SourceFile, position: number): number =>
  source.getLineAndCharacterOfPosition(position).line + 1;

type TextNode =
  ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression | ts.TaggedTemplateExpression;

function isText(node: ts.Node): node is TextNode {
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === "html";
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken && partsOf(node).some(isText);
  if (!ts.isStringLiteralLike(node)) return ts.isTemplateExpression(node);
  return !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
}

/** The operands of a chain of `+`. */
function partsOf(node: ts.Expression): ts.Expression[] {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
    ? [...partsOf(node.left), node.right]
    : [node];
}

function proseIn(node: TextNode, source: ts.SourceFile): string[] {
  const text = textOf(node, source);
  const texts = ts.isTaggedTemplateExpression(node) ? text.split(/<[^>]*>/) : [text];
  return texts.map((part) => part.replaceAll(/[ \t]*\n[ \t]*/g, "\n").trim()).filter(isProse);
}

function textOf(node: ts.Expression, source: ts.SourceFile): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTaggedTemplateExpression(node)) return textOf(node.template, source);
  if (ts.isBinaryExpression(node))
    return partsOf(node)
      .map((part) => textOf(part, source))
      .join("");
  if (!ts.isTemplateExpression(node)) return `{${nameOf(node)}}`;
  return (
    node.head.text +
    node.templateSpans.map(({ expression, literal }) => `{${nameOf(expression)}}${literal.text}`).join("")
  );
}

/** What a placeholder is called: the last name in it. */
function nameOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (ts.isCallExpression(expression)) {
    const [argument] = expression.arguments;
    return argument !== undefined && (ts.isIdentifier(argument) || ts.isPropertyAccessExpression(argument))
      ? nameOf(argument)
      : nameOf(expression.expression);
  }
  return "…";
}

/** The expressions inside a text, which may hold texts of their own. */
function placeholdersOf(node: ts.Expression): ts.Expression[] {
  if (ts.isTaggedTemplateExpression(node)) return placeholdersOf(node.template);
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isBinaryExpression(node))
    return partsOf(node).flatMap((part) => (isText(part) ? placeholdersOf(part) : [part]));
  return [];
}

/** A comment without its slashes and asterisks. */
const withoutMarks = (comment: string): string =>
  comment
    .replace(/^\/\*+|\*\/$|^\/\/+/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim())
    .join("\n")
    .trim();
