import { clientFields } from "../resources/clientFields.ts";
import { clientState } from "../resources/client.ts";
import { textArguments } from "../../bridge/functions/arguments.ts";
import { asLists } from "./lists.ts";
import { isProperties, type Properties, text } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import type { DataFunction } from "../../bridge/functions/function.ts";

/** A client by its id, or by its name: then the lists are read page by page until it is found. */
export const getClient: DataFunction<ManagementApi> = async (api, args) => {
  const { clientId = "", name = "" } = textArguments(args, ["clientId", "name"]);
  if (clientId !== "") {
    return output((await api.send("GET", `/clients/${encodeURIComponent(clientId)}`)) as Properties);
  }
  if (name === "") throw new Error("One of 'client_id' or 'name' is required.");
  return output(await findByName(api, name));
};

async function findByName(api: ManagementApi, name: string): Promise<Properties> {
  for (let page = 0; ; page++) {
    const answer = await api.send("GET", `/clients?include_totals=true&page=${page}&per_page=100`);
    const list = isProperties(answer) ? answer : {};
    const clients = Array.isArray(list["clients"]) ? list["clients"].filter(isProperties) : [];
    const found = clients.find((client) => client["name"] === name);
    if (found) return found;
    const seen = Number(list["start"] ?? 0) + Number(list["limit"] ?? 0);
    if (Number(list["total"] ?? 0) <= seen)
      throw new Error(`No client found with "name" = ${JSON.stringify(name)}`);
  }
}

function output(found: Properties): Properties {
  // The key is not read: the official data source shows none.
  const state = clientState(found);
  delete state["encryptionKey"];
  return {
    ...asLists(clientFields, state),
    signingKeys: state["signingKeys"] ?? [],
    id: text(found["client_id"]),
    clientSecret: found["client_secret"] ?? "",
    tokenEndpointAuthMethod: found["token_endpoint_auth_method"] ?? "",
    clientAuthenticationMethods: [],
    signedRequestObjects: [],
  };
}
