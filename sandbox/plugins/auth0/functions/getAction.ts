import { actionFields, actionState, deployedVersion } from "../resources/action.ts";
import { isProperties, text, type Properties } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { textArguments } from "../../bridge/functions/arguments.ts";
import type { DataFunction } from "../../bridge/functions/function.ts";
import { asLists } from "./lists.ts";

/** An Action by its id, or by its exact name. */
export const getAction: DataFunction<ManagementApi> = async (api, args) => {
  const { id = "", name = "" } = textArguments(args, ["id", "name"], { needsOne: true });
  if (id === "") return output(await findByName(api, name));
  return output((await api.send("GET", `/actions/actions/${encodeURIComponent(id)}`)) as Properties);
};

/** The API filters by name; anything but one result counts as none. */
async function findByName(api: ManagementApi, name: string): Promise<Properties> {
  const query = new URLSearchParams({ actionName: name, per_page: "50" });
  const answer = await api.send("GET", `/actions/actions?${query.toString()}`);
  const actions = isProperties(answer) && Array.isArray(answer["actions"]) ? answer["actions"] : [];
  const [found] = actions;
  if (actions.length === 1 && isProperties(found)) return found;
  throw new Error(`No action found with "name" = ${JSON.stringify(name)}`);
}

/** The draft's code with the deployed version's id, which is omitted if nothing was deployed. */
function output(found: Properties): Properties {
  const versionId = deployedVersion(found);
  return {
    ...asLists(actionFields, actionState(found)),
    id: text(found["id"]),
    secrets: [],
    ...(versionId === undefined ? {} : { versionId }),
  };
}
