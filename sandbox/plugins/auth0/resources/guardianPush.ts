import type { Fields } from "../../bridge/schema/property.ts";
import { isAbsent, isProperties, text, type Properties, type Value } from "../../bridge/schema/value.ts";
import { fromApi, toApi } from "../../bridge/schema/wire.ts";
import type { Method } from "../tenant/api.ts";
import { amazonSns, customApp, directApns, directFcm, push } from "./guardianFields.ts";
import { enablePlanned, factorsPath, membersOf, type Factor } from "./guardianFactor.ts";

const name = "push-notification";
const selection = `${factorsPath}/${name}/selected-provider`;
const providers = `${factorsPath}/${name}/providers`;

interface Setting {
  property: string;
  fields: Fields;
  method: Method;
  path: string;
}

/** The settings with a call of their own, in the official provider's order. */
const settings: readonly Setting[] = [
  { property: "customApp", fields: customApp, method: "PATCH", path: "/prompts/mfa-push" },
  { property: "directApns", fields: directApns, method: "PUT", path: `${providers}/apns` },
  { property: "directFcm", fields: directFcm, method: "PUT", path: `${providers}/fcm` },
  { property: "amazonSns", fields: amazonSns, method: "PUT", path: `${providers}/sns` },
];

/** Push notifications, with Auth0's app or the tenant's own. */
export const pushFactor: Factor = {
  name,

  async update(change) {
    if (!(await enablePlanned(change, "push", name))) return;
    const { api, changed, inputs } = change;
    const given = inputs["push"];
    if (!isProperties(given)) return;
    const provider = given["provider"];
    // Auth0 rejects an empty selection, which the official provider sends all the same.
    await api.send("PUT", selection, isAbsent(provider) ? {} : { provider });
    for (const { property, fields, method, path } of settings) {
      const wanted = given[property];
      if (!changed(`push.${property}`) || !isProperties(wanted)) continue;
      // Only APNs returns it, although a program may set it.
      await api.send(method, path, toApi(fields, { ...wanted, enabled: null }));
    }
  },

  async read(api, enabled, state) {
    const off = { ...fromApi(push, {}), enabled };
    if (!enabled) return off;
    const get = async (path: string): Promise<Properties> => membersOf(await api.send("GET", path));
    const provider = text((await get(selection))["provider"]);
    return {
      ...off,
      provider,
      customApp: fromApi(customApp, await get("/prompts/mfa-push")),
      directApns: {
        ...fromApi(directApns, await get(`${providers}/apns`)),
        p12: secretIn(state, "directApns", "p12"),
      },
      directFcm: { serverKey: secretIn(state, "directFcm", "serverKey") },
      amazonSns:
        provider === "sns"
          ? {
              ...fromApi(amazonSns, await get(`${providers}/sns`)),
              awsSecretAccessKey: secretIn(state, "amazonSns", "awsSecretAccessKey"),
            }
          : null,
    };
  },
};

/** A secret that the tenant never returns: the one in the state stays. */
function secretIn(state: Properties, property: string, secret: string): Value {
  const kept = membersOf(membersOf(state["push"])[property]);
  return text(kept[secret]);
}
