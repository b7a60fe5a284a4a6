import type { Properties } from "../schema/value.ts";

/** A data source: arguments in, properties out. */
export type DataFunction<Api> = (api: Api, args: Properties) => Promise<Properties>;
