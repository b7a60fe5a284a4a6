import type { Fields } from "../../bridge/schema/property.ts";
import { fromApi, toApi } from "../../bridge/schema/wire.ts";
import { enablePlanned, factorsPath, membersOf, type Factor } from "./guardianFactor.ts";

/** A WebAuthn factor. Settings that the program omits are the tenant's, and are read back. */
export function webauthnFactor(property: string, name: string, fields: Fields): Factor {
  const path = `${factorsPath}/${name}/settings`;
  return {
    name,

    async update(change) {
      if (!(await enablePlanned(change, property, name))) return;
      const settings = toApi(fields, { ...membersOf(change.inputs[property]), enabled: null });
      if (Object.keys(settings).length > 0) await change.api.send("PUT", path, settings);
    },

    async read(api, enabled) {
      const settings = enabled ? await api.send("GET", path) : null;
      return { ...fromApi(fields, membersOf(settings)), enabled };
    },
  };
}
