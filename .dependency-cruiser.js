/** Arrows go one way (docs/decisions/0002); each rule says where from, where never to, and why. */
const product = "^(index|config)\\.ts$|^(mfa|settings|components|actions|tenant|inspection|policy)/";

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
      name: "nobody-knows-commands",
      comment: "The product can be read and deployed without the sandbox, the commands and the tests.",
      severity: "error",
      from: { path: product },
      to: { path: "^(sandbox|commands|dev|tests)/" },
    },
    {
      name: "components-read-no-configuration",
      comment: "A component takes args and makes resources; only index.ts reads configuration.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(index|config)\\.ts$|^(settings|tenant|inspection)/" },
    },
    {
      name: "inspection-knows-mfa-and-settings",
      comment: "A tenant is read the same way whatever a stack declares of it.",
      severity: "error",
      from: { path: "^inspection/" },
      to: { path: "^(index|config)\\.ts$|^(components|actions|tenant|policy)/" },
    },
    {
      name: "reports-run-nothing",
      comment:
        "What drift, doctor, adopt and review find is a function of what was read: no program, no engine.",
      severity: "error",
      from: { path: "^commands/(drift|doctor|adopt|review)/(?!command/)" },
      to: {
        path: "^(index|config)\\.ts$|^components/[A-Z]|^(tenant|sandbox)/|^commands/(engine|demo|guides|rehearse)/|^commands/[^/]+$|/command/",
      },
    },
    {
      name: "sandbox-knows-no-product",
      comment: "The sandbox could be published by itself.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: `${product}|^(commands|dev|tests)/` },
    },
    {
      name: "carriers-know-no-tenant",
      comment: "Carriers and inbox serve whoever sends; of the tenant they share only its edge's guard.",
      severity: "error",
      from: { path: "^sandbox/(carriers|inbox)/" },
      to: { path: "^sandbox/auth0/(?!edge/(httpEnv|fromThisMachine)\\.ts$)" },
    },
    {
      name: "what-users-run-needs-neither-dev-nor-tests",
      comment: "How we test ourselves is no part of what users run.",
      severity: "error",
      from: { path: "^commands/" },
      to: { path: "^(dev|tests)/" },
    },
    {
      name: "dev-needs-no-tests",
      comment: "Sweep, bench and conformance run by themselves.",
      severity: "error",
      from: { path: "^dev/" },
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
