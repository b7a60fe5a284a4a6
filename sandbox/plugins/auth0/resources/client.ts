import { isProperties, text, type Properties, type Value } from "../../bridge/schema/value.ts";
import { fromApi } from "../../bridge/schema/wire.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { authenticationOf, changedBody, changedMetadata, clearedFields, clientBody } from "./clientBody.ts";
import { clientFields } from "./clientFields.ts";
import { orGone, orThrowGone, type Resource } from "../../bridge/lifecycle/resource.ts";

const path = "/clients";

/** An application. */
export const client: Resource<ManagementApi> = {
  fields: clientFields,

  async create({ api, inputs }, keep) {
    const created = (await api.send("POST", path, {
      ...clientBody(inputs),
      ...authenticationOf(inputs),
    })) as Properties;
    keep(text(created["client_id"]));
  },

  async read({ api, id, state }) {
    const found = await orGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
    return isProperties(found) ? { ...clientState(found), encryptionKey: encryptionKey(found, state) } : null;
  },

  async update(change) {
    const { api, id, inputs } = change;
    const cleared = clearedFields(change);
    if (Object.keys(cleared).length > 0)
      await api.send("PATCH", `${path}/${encodeURIComponent(id)}`, cleared);
    const sent = { ...changedBody(change, clientBody(inputs)), ...changedMetadata(change) };
    await orThrowGone(api.send("PATCH", `${path}/${encodeURIComponent(id)}`, sent));
  },

  async delete({ api, id }) {
    await orGone(api.send("DELETE", `${path}/${encodeURIComponent(id)}`));
  },

  stateFromId: lookUp,
};

/** The official provider checks before it imports, and then reads. */
async function lookUp(id: string, api: ManagementApi): Promise<Properties> {
  const found = await orThrowGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
  if (isProperties(found) && found["external_metadata_type"] === "cimd") {
    throw new Error(`client "${id}" is a CIMD client, which has its own resource type`);
  }
  return {};
}

/** The Management API's client, as properties. */
export function clientState(found: Properties): Properties {
  const read = fromApi(clientFields, found);
  const backchannel = found["oidc_backchannel_logout"];
  const organization = read["defaultOrganization"];
  const prompt = found["skip_non_verifiable_callback_uri_confirmation_prompt"];
  return {
    ...read,
    addons: null,
    nativeSocialLogin: socialLogin(found["native_social_login"]),
    signingKeys: Array.isArray(found["signing_keys"]) ? found["signing_keys"] : null,
    defaultOrganization: organization ?? { disable: true, flows: [], organizationId: "" },
    oidcBackchannelLogoutUrls: isProperties(backchannel)
      ? (backchannel["backchannel_logout_urls"] ?? [])
      : [],
    // A boolean with a third state: unset reads as the text "null".
    skipNonVerifiableCallbackUriConfirmationPrompt: typeof prompt === "boolean" ? String(prompt) : "null",
  };
}

/** If the tenant names one of the three, all are shown. */
function socialLogin(found: Value | undefined): Value {
  if (!isProperties(found)) return null;
  const isOn = (name: string): boolean => isProperties(found[name]) && found[name]["enabled"] === true;
  return {
    apple: { enabled: isOn("apple") },
    facebook: { enabled: isOn("facebook") },
    google: { enabled: isOn("google") },
  };
}

/** Set only while it is empty, as in the official provider. */
function encryptionKey(found: Properties, state: Properties): Value {
  const key = found["encryption_key"];
  return isProperties(key) && Object.keys(key).length === 0 ? {} : (state["encryptionKey"] ?? null);
}
