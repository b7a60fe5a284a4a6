import ts from "typescript";

/** Where a message is used: a help text, an error, a warning, a page in a browser, or a report. */
export const uses = ["help", "error", "warning", "page", "report"] as const;
export type Use = (typeof uses)[number];

/** The use of a message, from its file, its text, and the code around it. */
export function useOf(file: string, node: ts.Node, text: string): Use {
  if (/\/(pages|inbox)\/|login\/(texts|flow|lockOut|providerPages)\.ts|carriers\/.*page/.test(file))
    return "page";
  if (/^Failed to /.test(text) || /(errors?|refusal|Failure|Fault|problems?)\.ts$/.test(file)) return "error";
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    const use = useIn(at);
    if (use !== undefined) return use;
  }
  return "report";
}

function useIn(node: ts.Node): Use | undefined {
  if (ts.isTaggedTemplateExpression(node)) return "page";
  if (ts.isThrowStatement(node)) return "error";
  if (ts.isPropertyAssignment(node) && /^(summary|about|notes|exits)$/.test(node.name.getText()))
    return "help";
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const called = node.expression.getText();
  if (/^defineCommand$/.test(called)) return "help";
  if (/Error$|^Refused$|\bchecks\.add$|^(forbidden|badRequest|notFound|conflict)/.test(called))
    return "error";
  return /\b(warn|warning|tell)$/.test(called) ? "warning" : undefined;
}
