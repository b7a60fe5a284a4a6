import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

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

export default tseslint.config(
  { ignores: ["node_modules/", "sdks/", ".sandbox/", "coverage/", "**/dist/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.js", ".dependency-cruiser.js"] } },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["index.ts", "config.ts", "components/**/*.ts", "senders/**/*.ts"],
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
    },
  },
  {
    // Only mfa/ translates these Auth0 names; the sandbox and the tests use Auth0's names.
    files: ["**/*.ts"],
    ignores: ["mfa/**", "sandbox/**", "tests/**", "examples/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...["all-applications", "confidence-score", "otp_enroll", "otp_verify"].map((name) => ({
          selector: `Literal[value="${name}"]`,
          message: `"${name}" is Auth0's name; mfa/ translates it.`,
        })),
      ],
    },
  },
  {
    files: ["tests/**/*.ts"],
    plugins: { tests: { rules: { short: shortTests } } },
    rules: {
      "tests/short": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "vitest", importNames: ["it"], message: "Tests have one verb: test." }] },
      ],
    },
  },
  { files: ["**/*.js", "**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
  {
    // These files work on untyped module internals; tsc still checks them.
    files: ["sandbox/auth0/actions/child/*.cjs", "commands/engine/late/*.cjs"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
