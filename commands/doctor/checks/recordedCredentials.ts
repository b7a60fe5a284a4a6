import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { warning } = group("Credentials in the state");

/**
 * Checks whether the credentials in the state and in the configuration differ. A plain `pulumi refresh` uses
 * those in the state; every command of this project uses those in the configuration.
 */
export function checkRecordedCredentials({ stack, recorded, configured }: Subject): Finding[] {
  const outdated = recorded.flatMap((values) =>
    Object.entries(values).flatMap(([key, value]) => (value === configured[key] ? [] : [key])),
  );
  if (outdated.length === 0) return [];
  return [
    warning(
      `${[...new Set(outdated)].join(", ")}: the state and the configuration differ. A bare pulumi refresh uses what the state has, and fails if that is missing or was revoked`,
      `Run npm run pulumi -- up --stack ${stack}, which records the configured value. Until then, use npm run pulumi -- refresh --stack ${stack}, which also uses the configured value.`,
    ),
  ];
}
