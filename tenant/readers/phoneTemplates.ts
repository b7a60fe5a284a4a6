import { z } from "zod";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** A phone message template of a unified tenant. Without one, Auth0 sends its default text. */
export interface PhoneTemplate {
  id: string;
  /** `otp_enroll`, `otp_verify`, and others that this product does not manage. */
  type: string;
  disabled: boolean;
  text: string | undefined;
  voice: string | undefined;
  /** Its own sender, instead of the provider's. */
  from: string | undefined;
}

const text = z.string().nullish();

const answer = z.object({
  templates: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      disabled: z.boolean().nullish(),
      content: z.object({ from: text, body: z.object({ text, voice: text }).nullish() }).nullish(),
    }),
  ),
});

export async function readPhoneTemplates(api: TenantReader): Promise<PhoneTemplate[]> {
  const what = "the phone templates";
  const { templates } = shaped(answer, await api.get("/branding/phone/templates", what), what);
  return templates.map(({ id, type, disabled, content }) => ({
    id,
    type,
    disabled: disabled === true,
    text: content?.body?.text ?? undefined,
    voice: content?.body?.voice ?? undefined,
    from: content?.from ?? undefined,
  }));
}
