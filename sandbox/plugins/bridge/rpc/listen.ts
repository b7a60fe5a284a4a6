import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ServedProvider, Warn } from "../provider.ts";
import type { Listening } from "./bind.ts";
import { bind } from "./bind.ts";
import { serviceOf } from "./service.ts";

export type { Listening } from "./bind.ts";

/**
 * Serves a plugin on a free port of this machine.
 * @param make creates the provider of one connection
 * @param engine the address of the engine that started this process, if one did
 */
export const listen = (
  make: (warn: Warn) => ServedProvider,
  version: string,
  engine?: string,
): Promise<Listening> => bind(ResourceProviderService, serviceOf(make, version, engine));
