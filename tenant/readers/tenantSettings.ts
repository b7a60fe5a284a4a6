import { z } from "zod";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

export interface TenantSettings {
  experience: PhoneExperience;
  /** The tenant's name for its users. */
  friendlyName: string | undefined;
}

const answer = z.object({
  phone_consolidated_experience: z.boolean().nullish(),
  friendly_name: z.string().nullish(),
});

/** The tenant's phone experience. A missing flag means unified, as in Auth0's provider. */
export async function readTenantSettings(api: TenantReader): Promise<TenantSettings> {
  const what = "the settings";
  const settings = shaped(answer, await api.get("/tenants/settings", what), what);
  return {
    experience: settings.phone_consolidated_experience === false ? "legacy" : "unified",
    friendlyName: settings.friendly_name ?? undefined,
  };
}
