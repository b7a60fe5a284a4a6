import { InvalidArguments, listErrors, messageOf } from "./errors.ts";
import type { DataFunction } from "./functions/function.ts";
import { create, previewCreate } from "./lifecycle/create.ts";
import { diff } from "./lifecycle/diff.ts";
import { read } from "./lifecycle/read.ts";
import type { Resource } from "./lifecycle/resource.ts";
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
import { check } from "./schema/check.ts";
import { deprecations } from "./schema/deprecations.ts";
import type { Fields } from "./schema/property.ts";
import { markSecrets } from "./schema/secrets.ts";
import { equal, isAbsent, reveal, unknown, type Properties } from "./schema/value.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Shows the user a message about a resource. */
export type Warn = (urn: string, text: string) => void;

/** A provider's methods, independent of its server. */
export type ServedProvider = {
  readonly [Method in keyof BridgedProvider<unknown>]: BridgedProvider<unknown>[Method];
};

/**
 * The package that a plugin of many packages should provide: its name, its version, and the bridge's own
 * value.
 */
export interface Parameterization {
  name: string;
  version: string;
  value: string;
}

/** The parts of one provider: its settings, and its resources and functions by their tokens. */
export interface Backend<Api> {
  /** The package's name, as in `auth0:index/client:Client`. */
  name: string;
  /** Which of the provider's own inputs are secret. */
  configurationFields: Fields;
  /** The problems with the provider's own inputs. */
  configurationFailures(inputs: Properties, environment: Environment): string[];
  /**
   * How to reach the server; undefined if a preview does not know it yet. Throws an error that prevents the
   * plugin from working.
   */
  connect(inputs: Properties, environment: Environment): Api | undefined;
  /** The only package of a plugin of many packages; undefined for a plugin of one. */
  parameterization?: Parameterization;
  resourceOf(type: string): Promise<Resource<Api>>;
  functionOf(token: string): Promise<DataFunction<Api>>;
}

/** A plugin without its transport: one method for each call of the protocol. */
export class BridgedProvider<Api> {
  readonly #backend: Backend<Api>;
  readonly #environment: Environment;
  readonly #warn: Warn;
  #api: Api | undefined;

  constructor(backend: Backend<Api>, environment: Environment, warn: Warn = () => undefined) {
    this.#backend = backend;
    this.#environment = environment;
    this.#warn = warn;
  }

  get name(): string {
    return this.#backend.name;
  }

  /** Provides the requested package; undefined if the plugin has only one. */
  parameterize(asked: Parameterization): Parameterization | undefined {
    const { parameterization } = this.#backend;
    if (parameterization === undefined || equal({ ...asked }, { ...parameterization }))
      return parameterization;
    throw new Error(
      `This is the local plugin, and it provides the package ${parameterization.name} ${parameterization.version} ` +
        `only, not ${asked.name} ${asked.version}; install the official terraform-provider plugin.`,
    );
  }

  checkConfig(news: Properties): CheckResponse {
    const inputs = reveal(news) as Properties;
    const failures = this.#backend.configurationFailures(inputs, this.#environment);
    return { inputs: markSecrets(this.#backend.configurationFields, inputs), failures };
  }

  /** A change of a provider's own settings never replaces it. */
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
    this.#api = this.#backend.connect(reveal(args) as Properties, this.#environment);
  }

  async check(request: CheckRequest): Promise<CheckResponse> {
    const { fields } = await this.#backend.resourceOf(request.type);
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
    return diff(await this.#backend.resourceOf(request.type), request);
  }

  async create(request: CreateRequest): Promise<CreateResponse> {
    const resource = await this.#backend.resourceOf(request.type);
    return request.preview ? previewCreate(resource, request) : create(resource, this.#connected(), request);
  }

  async read(request: ReadRequest): Promise<ReadResponse> {
    return read(await this.#backend.resourceOf(request.type), this.#connected(), request);
  }

  async update(request: UpdateRequest): Promise<Properties> {
    const resource = await this.#backend.resourceOf(request.type);
    return request.preview ? previewUpdate(resource, request) : update(resource, this.#connected(), request);
  }

  async delete(request: DeleteRequest): Promise<void> {
    const resource = await this.#backend.resourceOf(request.type);
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
    const call = await this.#backend.functionOf(token);
    try {
      return { properties: await call(this.#connected(), reveal(args) as Properties), failures: [] };
    } catch (thrown) {
      if (thrown instanceof InvalidArguments) return { properties: {}, failures: thrown.failures };
      throw new Error(`invoking ${token}: ${listErrors([messageOf(thrown)])}`, { cause: thrown });
    }
  }

  /** A preview may not yet know how to reach the server: then only calls to it fail. */
  #connected(): Api {
    if (this.#api) return this.#api;
    throw new Error(`The ${this.name} provider is not configured: its settings are not known yet.`);
  }
}
