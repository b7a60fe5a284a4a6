import { InvalidArguments, listErrors, messageOf } from "./errors.ts";
import { create, previewCreate } from "./lifecycle/create.ts";
import { diff } from "./lifecycle/diff.ts";
import { read } from "./lifecycle/read.ts";
import { fromState } from "./lifecycle/state.ts";
import { previewUpdate, update } from "./lifecycle/update.ts";
import type {
  CheckRequest,
  CheckResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DetailedKind,
  DiffRequest,
  DiffResponse,
  InvokeResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
} from "./protocol.ts";
import { functionOf, resourceOf } from "./registry.ts";
import { check } from "./schema/check.ts";
import { deprecations } from "./schema/deprecations.ts";
import { markSecrets } from "./schema/secrets.ts";
import { equal, isAbsent, reveal, unknown, type Properties } from "./schema/value.ts";
import { managementApi, type ManagementApi } from "./tenant/api.ts";
import { configurationFailures, configurationFrom, requireUsable } from "./tenant/configuration.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Tells the user something about a resource. */
export type Warn = (urn: string, text: string) => void;

/** The plugin without its wire: one method for each call of the protocol. */
export class Auth0Provider {
  readonly #environment: Environment;
  readonly #warn: Warn;
  #api: ManagementApi | undefined;

  constructor(environment: Environment, warn: Warn = () => undefined) {
    this.#environment = environment;
    this.#warn = warn;
  }

  checkConfig(news: Properties): CheckResponse {
    const inputs = reveal(news) as Properties;
    const failures = configurationFailures(inputs, this.#environment);
    return { inputs: markSecrets(configurationFields, inputs), failures };
  }

  /** A provider's own settings never make a new one necessary. */
  diffConfig(olds: Properties, news: Properties): Record<string, DetailedKind> {
    const [before, after] = [reveal(olds) as Properties, reveal(news) as Properties];
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changed = [...names].filter((name) => after[name] !== unknown && !equal(before[name], after[name]));
    return Object.fromEntries(
      changed.map((name) => [
        name,
        isAbsent(before[name]) ? "ADD" : isAbsent(after[name]) ? "DELETE" : "UPDATE",
      ]),
    );
  }

  configure(args: Properties): void {
    const inputs = reveal(args) as Properties;
    // A preview may not know the domain yet: then only what calls the tenant fails.
    if (inputs["domain"] === unknown) return;
    const configuration = configurationFrom(inputs, this.#environment);
    requireUsable(configuration);
    this.#api = managementApi(configuration);
  }

  async check(request: CheckRequest): Promise<CheckResponse> {
    const { fields } = await resourceOf(request.type);
    const { name, randomSeed: seed, olds } = request;
    const { inputs, failures } = check(fields, request.news, {
      name,
      seed,
      olds: reveal(olds) as Properties,
    });
    for (const text of deprecations(fields, inputs)) {
      this.#warn(request.urn, `${request.urn} verification warning: ${text}`);
    }
    return { inputs: markSecrets(fields, inputs), failures };
  }

  async diff(request: DiffRequest): Promise<DiffResponse> {
    return diff(await resourceOf(request.type), request);
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const resource = await resourceOf(request.type);
    return request.preview ? previewCreate(resource, request) : create(resource, this.#connected(), request);
  }

  async read(request: ReadRequest): Promise<ReadResponse> {
    return read(await resourceOf(request.type), this.#connected(), request);
  }

  async update(request: UpdateRequest): Promise<Properties> {
    const resource = await resourceOf(request.type);
    return request.preview ? previewUpdate(resource, request) : update(resource, this.#connected(), request);
  }

  async delete(request: DeleteRequest): Promise<void> {
    const resource = await resourceOf(request.type);
    const state = fromState(resource.fields, request.properties);
    const known = request.properties["id"];
    const id = typeof known === "string" ? known : request.id;
    try {
      await resource.delete({ api: this.#connected(), id, state });
    } catch (thrown) {
      throw new Error(`deleting ${request.urn}: ${listErrors([messageOf(thrown)])}`, { cause: thrown });
    }
  }

  async invoke(token: string, args: Properties): Promise<InvokeResponse> {
    const call = await functionOf(token);
    try {
      return { properties: await call(this.#connected(), reveal(args) as Properties), failures: [] };
    } catch (thrown) {
      if (thrown instanceof InvalidArguments) return { properties: {}, failures: thrown.failures };
      throw new Error(`invoking ${token}: ${listErrors([messageOf(thrown)])}`, { cause: thrown });
    }
  }

  #connected(): ManagementApi {
    if (this.#api) return this.#api;
    throw new Error("The auth0 provider is not configured: its domain is not known yet.");
  }
}

/** What of the provider's own inputs is secret: nothing is, in the official plugin's schema. */
const configurationFields = {};
