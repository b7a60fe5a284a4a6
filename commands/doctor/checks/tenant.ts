import { configCommand, set } from "../../../configuration/problems.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import type { TenantSettings } from "../../../tenant/readers/tenantSettings.ts";
import { isSameDomain } from "../../../tenant/sameDomain.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, warning, failed } = group("Tenant");

/** Words in a domain that say what a tenant is for. Auth0's API does not return its environment tag. */
const words: readonly [isProduction: boolean, pattern: RegExp][] = [
  [true, /(^|[-.])(prod|production|live)([-.]|$)/],
  [false, /(^|[-.])(dev|development|test|testing|qa|stage|staging|sandbox)([-.]|$)/],
];

/** An application of the stack, and its client on the tenant. */
export interface DeployedApplication {
  name: string;
  clientId: string;
  client: Client | undefined;
}

/** Checks that this is the intended tenant, and that it has the declared phone experience. */
export function checkTenant(
  subject: Subject,
  tenant: TenantSettings,
  applications: readonly DeployedApplication[],
): Finding[] {
  const { settings } = subject;
  const { domain } = settings.auth0;
  const name = tenant.friendlyName === undefined ? "" : ` "${tenant.friendlyName}"`;
  return [
    ...checkDeployedTo(subject, applications),
    ...checkName(subject),
    tenant.experience === settings.phoneExperience
      ? ok(`${domain}${name} has the ${tenant.experience} phone experience, as declared`)
      : failed(
          `${domain}${name} has the ${tenant.experience} phone experience, but the stack declares ${settings.phoneExperience}`,
          `${configCommand(set("phoneExperience", tenant.experience), subject.stack)} (to move a tenant to the other experience, see docs/recipes.md)`,
        ),
  ];
}

/** The stack's own record of another tenant; none if it was deployed to this one, or not at all. */
export function checkDomain({ stack, settings, outputs }: Subject): Finding[] {
  const before = outputs["domain"];
  if (typeof before !== "string" || isSameDomain(before, settings.auth0.domain)) return [];
  return [
    failed(
      `the stack was deployed to ${before}, and auth0:domain is ${settings.auth0.domain} now`,
      `pulumi config set auth0:domain ${before} --stack ${stack}, or create another stack for the other tenant.`,
    ),
  ];
}

/** The stack's own record of where it was deployed. */
function checkDeployedTo(subject: Subject, applications: readonly DeployedApplication[]): Finding[] {
  const before = subject.outputs["domain"];
  if (typeof before !== "string") return [ok("the stack is not deployed yet")];
  const elsewhere = checkDomain(subject);
  if (elsewhere.length > 0) return elsewhere;
  if (applications.length === 0) return [ok(`the stack is deployed to ${before}`)];
  return applications.map(({ name, clientId, client }) =>
    client === undefined
      ? failed(
          `the stack's application ${name} (${clientId}) does not exist on the tenant`,
          `It was deleted, or the domain now leads to a different tenant. Run npm run drift -- --stack ${subject.stack} to see what is left.`,
        )
      : ok(`the stack's application exists: ${client.name}`),
  );
}

/** Finds a stack whose name says production on a tenant whose name says otherwise, and the reverse. */
function checkName({ stack, settings }: Subject): Finding[] {
  const { domain } = settings.auth0;
  const [meant, actual] = [stack, domain].map(
    (text) => words.find(([, pattern]) => pattern.test(text.toLowerCase()))?.[0],
  );
  if (meant === undefined || actual === undefined || meant === actual) return [];
  return [
    warning(
      `stack "${stack}" has the domain ${domain}: their names suggest different environments`,
      "Check auth0:domain; each environment has its own tenant.",
    ),
  ];
}
