/**
 * The layers of the project (docs/decisions/0002), from the one that imports nothing to the one that may
 * import everything but tests. Each layer may import the layers before it.
 */
const rooms = [
  ["mfa", "The domain is pure, and everybody's."],
  ["configuration", "How a stack's configuration is written, whatever it says."],
  ["tenant", "A tenant is read the same way whatever a stack declares of it."],
  ["preview", "A preview is parsed, not judged."],
  ["findings", "What commands say, in types and words; how they come to say it is theirs."],
  ["senders", "All that is one sender's, whoever asks."],
  ["settings", "What a stack declares."],
  ["policy", "Rules look at resources; no program, no command."],
  ["components", "A component takes args and makes resources; only index.ts reads configuration."],
  ["(index|config)\\.ts$", "The program can be read and deployed without commands, sandbox and tests."],
  ["commands", "What users run needs neither our own tools nor tests."],
  ["dev", "Our own tools run by themselves."],
  ["tests", "Tests know all."],
];

const below = (room, folder = "") => `^${folder}${room}${room.endsWith("$") ? "" : "/"}`;

/** One rule per layer in `folder`: it may not import the layers after it. */
const inOrder = (order, folder) =>
  order.slice(0, -1).map(([room, comment], index) => ({
    name: `${(folder + room).replace(/\W+/g, "-")}-imports-what-is-before-it`,
    comment,
    severity: "error",
    from: { path: below(room, folder) },
    to: { path: order.slice(index + 1).map(([other]) => below(other, folder)) },
  }));

/** The layers of the local tenant, in the same order. */
const tenantRooms = [
  ["state", "What a tenant holds."],
  ["logs", "What a tenant says of itself."],
  ["edge", "What every call meets first."],
  ["actions", "Code of the tenant's owner, out of reach of all else."],
  ["mfa", "Codes, phones and when they are asked for, whoever asks."],
  ["management", "The Management API works on the state."],
  ["messages", "Who sends a code and how."],
  ["oidc", "The protocol; whose pages it leads to is the login's."],
  ["mfaApi", "MFA without pages, for tokens of the protocol's."],
  ["login", "Pages know the protocol that they serve."],
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...inOrder(rooms, ""),
    ...inOrder(tenantRooms, "sandbox/auth0/"),
    {
      name: "programs-know-no-sandbox",
      comment: "A local tenant is for commands and our own tools.",
      severity: "error",
      from: {
        path: rooms
          .slice(
            0,
            rooms.findIndex(([room]) => room === "commands"),
          )
          .map(([room]) => below(room)),
      },
      to: { path: "^sandbox/" },
    },
    {
      name: "components-read-no-configuration",
      comment: "A component takes args and makes resources; only index.ts reads configuration.",
      severity: "error",
      from: { path: "^components/[A-Z]" },
      to: { path: "^(settings|tenant/(?!api/Auth0Access\\.ts))" },
    },
    {
      name: "reports-run-nothing",
      comment:
        "What drift, doctor, adopt and review find is a function of what was read: no program, no engine.",
      severity: "error",
      from: { path: "^commands/(drift|doctor|adopt|review)/(?!command/)" },
      to: {
        path: "^(index|config)\\.ts$|^components/([A-Z]|hooks)|^sandbox/|^commands/(engine|demo|guides|local|rehearse|terminal|userStack)/|^commands/[^/]+$|/command/",
      },
    },
    {
      name: "sandbox-knows-no-product",
      comment: "The sandbox could be published by itself.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: rooms.map(([room]) => below(room)) },
    },
    {
      name: "carriers-know-no-tenant",
      comment: "Carriers and inbox serve whoever sends; of the tenant they share only its edge's guard.",
      severity: "error",
      from: { path: "^sandbox/(carriers|inbox)/" },
      to: { path: "^sandbox/auth0/(?!edge/(httpEnv|fromThisMachine)\\.ts$)" },
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
