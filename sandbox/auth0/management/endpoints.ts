import { actions } from "./actions.ts";
import { actionVersions } from "./actionVersions.ts";
import { clientCredentials } from "./clientCredentials.ts";
import { clientGrants } from "./clientGrants.ts";
import { clients } from "./clients.ts";
import { connections } from "./connections.ts";
import { emptyCollections } from "./emptyCollections.ts";
import type { Endpoint } from "./endpoint.ts";
import { fixedSettings } from "./fixedSettings.ts";
import { guardian } from "./guardian.ts";
import { guardianPhoneLegacy } from "./guardianPhoneLegacy.ts";
import { guardianPrompt } from "./guardianPrompt.ts";
import { guardianSettings } from "./guardianSettings.ts";
import { logs } from "./logs.ts";
import { phoneProviders } from "./phoneProviders.ts";
import { phoneTemplates } from "./phoneTemplates.ts";
import { prompts } from "./prompts.ts";
import { resourceServers } from "./resourceServers.ts";
import { tenantSettings } from "./tenantSettings.ts";
import { triggers } from "./triggers.ts";
import { users } from "./userEndpoints.ts";
import { userFactors } from "./userFactors.ts";

/**
 * Every Management API operation that the local tenant emulates: one file per resource, one line to register
 * it.
 */
export const endpoints: Endpoint[] = [
  ...clients,
  ...clientCredentials,
  ...connections,
  ...users,
  ...userFactors,
  ...logs,
  ...guardian,
  ...guardianPhoneLegacy,
  ...guardianPrompt,
  ...guardianSettings,
  ...phoneProviders,
  ...phoneTemplates,
  ...actions,
  ...actionVersions,
  ...triggers,
  ...tenantSettings,
  ...prompts,
  ...clientGrants,
  ...resourceServers,
  ...emptyCollections,
  ...fixedSettings,
];
