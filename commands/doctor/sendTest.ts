import { z } from "zod";
import { fromProviderMethod, methodLabel, toProviderMethod } from "../../mfa/deliveryMethods.ts";
import { readable } from "../../mfa/phoneNumbers.ts";
import { obtainToken } from "../../tenant/api/token.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { requestJson } from "../../tenant/http/requestJson.ts";
import { readSnapshot } from "../../tenant/readers/snapshot.ts";
import { group } from "../../findings/Finding.ts";
import type { Finding } from "../../findings/Finding.ts";
import type { Subject } from "./Subject.ts";

const { ok, failed, notChecked } = group("Test message");

const answer = z.object({ message: z.string().nullish() });

/**
 * Sends one real message through the tenant's own provider. This is the doctor's only call that is not a
 * read.
 */
export async function sendTest(subject: Subject, to: string): Promise<Finding[]> {
  const { stack, settings, api, problems } = subject;
  if (problems.length > 0) return [notChecked("the configuration is wrong")];
  if (settings.phoneExperience === "legacy") {
    return [
      notChecked(
        `a legacy tenant has no API for it. Sign in at a tryUrl that this prints: npm run pulumi -- stack output applications --stack ${stack}`,
      ),
    ];
  }
  try {
    const { phoneProviders } = await readSnapshot(api, ["phoneProviders"]);
    const [provider] = phoneProviders;
    if (provider === undefined)
      return [
        failed(
          "the tenant has no phone provider",
          `Run npm run pulumi -- up --stack ${stack}, which creates it.`,
        ),
      ];
    return [await send(subject, provider.id, to)];
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return [failed(error.why, error.remedy)];
  }
}

async function send({ settings, transport }: Subject, id: string, to: string): Promise<Finding> {
  const token = await obtainToken(settings.auth0, transport);
  const method = toProviderMethod(settings.delivery.includes("sms") ? "sms" : "voice");
  const { status, body } = await requestJson(
    transport,
    `https://${settings.auth0.domain}/api/v2/branding/phone/providers/${encodeURIComponent(id)}/try`,
    {
      method: "POST",
      headers: { authorization: `Bearer ${token.value}`, "content-type": "application/json" },
      body: JSON.stringify({ to, delivery_method: method }),
    },
    "send a test message",
  );
  const { message } = answer.safeParse(body).data ?? {};
  const said = message ?? `status ${status}`;
  if (status < 400)
    return ok(`sent by ${methodLabel(fromProviderMethod(method))} to ${readable(to)}: ${said}`);
  return failed(
    `not sent by ${methodLabel(fromProviderMethod(method))} to ${readable(to)}: ${said}`,
    status === 403
      ? "Grant the scope create:phone_providers."
      : "The carrier or the Action gave this reason; the lines above may explain it.",
  );
}
