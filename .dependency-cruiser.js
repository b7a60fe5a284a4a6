/** Arrows go one way (docs/decisions/0002); each rule says where from, where never to, and why. */
const product =
  "^(index|config)\\.ts$|^(mfa|settings|components|actions|tenant|inspection|drift|doctor|adoption|policy|review)/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "mfa-knows-nobody",
      comment: "The domain is pure, and everybody's.",
      severity: "error",
      from: { path: "^mfa/" },
      to: { path: "^(?!mfa/|node_modules/)" },
    },
    {
      name: "product-knows-no-sandbox",
      comment: "The product can be read and deployed without the sandbox, the commands and the tests.",
      severity: "error",
      from: { path: product },
      to: { path: "^(sandbox|cli|tests)/" },
    },
    {
      name: "components-read-no-configuration",
      comment: "A component takes args and makes resources; only index.ts reads configuration.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(index|config)\\.ts$|^(settings|tenant)/" },
    },
    {
      name: "inspection-knows-settings-only",
      comment: "A tenant is read the same way whatever a stack declares of it.",
      severity: "error",
      from: { path: "^inspection/" },
      to: {
        path: "^(index|config)\\.ts$|^(components/|actions/|tenant/|drift/|doctor/|adoption/|sandbox/|cli/)",
      },
    },
    {
      name: "checks-declare-nothing",
      comment:
        "Drift, doctor and adoption compare what is declared; they run no Pulumi program and no command.",
      severity: "error",
      from: { path: "^(drift|doctor|adoption)/" },
      to: { path: "^(index|config)\\.ts$|^components/[A-Z]|^(tenant|sandbox|cli)/" },
    },
    {
      name: "review-reads-previews-only",
      comment: "A review is a function of a preview: it reads no tenant, runs no program and no command.",
      severity: "error",
      from: { path: "^review/" },
      to: {
        path: "^(index|config)\\.ts$|^components/[A-Z]|^(tenant|drift|doctor|adoption|sandbox|cli)/|^inspection/(?!texts/)",
      },
    },
    {
      name: "sandbox-knows-no-product",
      comment: "The sandbox could be published by itself.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: `${product}|^(cli|tests)/` },
    },
    {
      name: "carriers-know-no-tenant",
      comment: "Carriers and inbox serve whoever sends; of the tenant they share only its edge's guard.",
      severity: "error",
      from: { path: "^sandbox/(carriers|inbox)/" },
      to: { path: "^sandbox/auth0/(?!edge/(httpEnv|fromThisMachine)\\.ts$)" },
    },
    {
      name: "commands-need-no-tests",
      comment: "What users run does not depend on tests.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^tests/" },
    },
    {
      name: "no-circles",
      comment: "A circle has no order to read it in.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.sandbox/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
