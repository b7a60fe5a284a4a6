import { withoutPath } from "../../../configuration/problems.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { isOnLoopback } from "../../../mfa/urls/hosts.ts";
import type { Subject, Versions } from "../Subject.ts";

const { ok, warning, failed } = group("Toolchain");

/** The first Node version that strips the program's types itself. */
const oldestNode = [22, 18];
/** The first engine with Stash resources and resource hooks, as Pulumi.yaml requires it. */
const oldestEngine = [3, 208];

/** Node, the engine and its plugin. */
export function checkToolchain({ versions, settings }: Pick<Subject, "versions" | "settings">): Finding[] {
  const { node, engine } = versions;
  return [
    isAtLeast(node, oldestNode)
      ? ok(`Node ${node}`)
      : failed(
          `Node ${node} can't run the program`,
          "Use npm run pulumi, which includes its own, or Node 22.18 or later.",
        ),
    isAtLeast(engine.version, oldestEngine)
      ? ok(`pulumi ${engine.version} (${engine.origin})${elsewhere(engine)}`)
      : failed(`pulumi ${engine.version} is too old`, "Install a newer one: pulumi.com/docs/install."),
    checkPlugin(versions, settings.auth0.domain),
  ];
}

/** Fixes are commands of pulumi, which a shell does not find then. */
const elsewhere = ({ origin }: Versions["engine"]): string =>
  origin === "found on PATH" ? "" : `, ${withoutPath}`;

function checkPlugin({ sdk, plugins, isPluginLocal }: Versions, domain: string): Finding {
  if (plugins === undefined)
    return warning("the engine does not list its plugins", "Run npm run pulumi -- plugin ls.");
  if (isPluginLocal && domain !== "" && !isOnLoopback(`https://${domain}`))
    return failed(
      `auth0 plugin ${sdk} is this project's local one, which talks only to a local tenant`,
      `Install the official one: npm run pulumi -- plugin install resource auth0 ${sdk} --reinstall.`,
    );
  if (plugins.includes(sdk)) return ok(`auth0 plugin ${sdk}`);
  const others = plugins.length === 0 ? "" : ` (installed: ${plugins.join(", ")})`;
  return warning(
    `auth0 plugin ${sdk} is not installed yet${others}`,
    "The first preview installs it; without internet: npm run pulumi -- plugin install resource auth0 --file FILE.",
  );
}

function isAtLeast(version: string, [major = 0, minor = 0]: readonly number[]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
