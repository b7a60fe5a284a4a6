const longestTest = 60;

/** Split a test that is longer than a screen, or give it a named helper. */
const shortTests = {
  create: (context) => ({
    CallExpression({ callee, arguments: given }) {
      const body = given.at(-1);
      if (!/^test\b/.test(context.sourceCode.getText(callee)) || !/Function/.test(body?.type ?? "")) return;
      const lines = body.loc.end.line - body.loc.start.line + 1;
      if (lines > longestTest)
        context.report({
          node: body,
          message: `A test's body has at most ${longestTest} lines, this one ${lines}.`,
        });
    },
  }),
};

const auth0Names = new Set(["all-applications", "confidence-score", "otp_enroll", "otp_verify"]);

/** Only mfa/ translates these Auth0 names; the sandbox and the tests use Auth0's names. */
const noAuth0Names = {
  create: (context) => ({
    Literal(node) {
      if (auth0Names.has(node.value))
        context.report({ node, message: `"${node.value}" is Auth0's name; mfa/ translates it.` });
    },
  }),
};

export default {
  meta: { name: "project" },
  rules: { "short-tests": shortTests, "no-auth0-names": noAuth0Names },
};
