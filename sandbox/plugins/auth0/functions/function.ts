import type { Properties } from "../schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";

/** A data source: arguments in, properties out. */
export type DataFunction = (api: ManagementApi, args: Properties) => Promise<Properties>;
