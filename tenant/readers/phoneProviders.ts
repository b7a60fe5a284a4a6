import { z } from "zod";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** The only phone provider of a unified tenant. The API never returns its credentials. */
export interface PhoneProvider {
  id: string;
  /** `twilio`, or `custom`: an Action of the trigger `custom-phone-provider`. */
  name: string;
  disabled: boolean;
  sid: string | undefined;
  from: string | undefined;
  messagingServiceSid: string | undefined;
  /** `text`, `voice` or both. */
  deliveryMethods: string[];
  updatedAt: Date | undefined;
}

const text = z.string().nullish();

const answer = z.object({
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      disabled: z.boolean().nullish(),
      configuration: z
        .object({
          sid: text,
          default_from: text,
          mssid: text,
          delivery_methods: z.array(z.string()).nullish(),
        })
        .nullish(),
      updated_at: text,
    }),
  ),
});

export async function readPhoneProviders(api: TenantReader): Promise<PhoneProvider[]> {
  const what = "the phone providers";
  const { providers } = shaped(answer, await api.get("/branding/phone/providers", what), what);
  return providers.map(({ id, name, disabled, configuration, updated_at: updated }) => ({
    id,
    name,
    disabled: disabled === true,
    sid: configuration?.sid ?? undefined,
    from: configuration?.default_from ?? undefined,
    messagingServiceSid: configuration?.mssid ?? undefined,
    deliveryMethods: configuration?.delivery_methods ?? [],
    updatedAt: typeof updated === "string" ? new Date(updated) : undefined,
  }));
}
