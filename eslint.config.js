import pulumi from "@pulumi/eslint-plugin";
import importX from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

/** The program and what a pull request shows of it never reach into the sandbox (docs/decisions/0002). */
const productNeverImportsSandbox = [
  "index.ts",
  "config.ts",
  "tenant.ts",
  "settings",
  "components",
  "actions",
  "policy",
  "review",
].map((target) => ({
  target: `./${target}`,
  from: ["./sandbox", "./cli", "./tests"],
  message: "The product knows nothing of the sandbox, the commands or the tests.",
}));

const zones = [
  ...productNeverImportsSandbox,
  {
    target: "./components",
    from: ["./config.ts", "./index.ts"],
    message: "A component takes args and makes resources; only index.ts reads configuration.",
  },
  {
    target: "./sandbox",
    from: [
      "./index.ts",
      "./config.ts",
      "./components",
      "./actions",
      "./policy",
      "./review",
      "./cli",
      "./tests",
    ],
    message: "The sandbox knows nothing of the product and could be published by itself.",
  },
  { target: "./cli", from: ["./tests"], message: "Commands do not depend on tests." },
];

export default tseslint.config(
  { ignores: ["node_modules/", ".sandbox/", "coverage/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.js"] } } },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["index.ts", "config.ts", "tenant.ts", "components/**/*.ts"],
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
    },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
