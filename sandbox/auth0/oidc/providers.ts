import type { Provider } from "oidc-provider";
import type { OidcServices } from "./services.ts";
import { createProvider } from "./provider.ts";
import type { ProviderPages } from "./provider.ts";

/** One provider for each of the tenant's origins, because each is its own issuer. */
export class OidcProviders {
  readonly #services: OidcServices;
  readonly #pages: ProviderPages;
  readonly #made = new Map<string, Provider>();

  constructor(services: OidcServices, pages: ProviderPages) {
    this.#services = services;
    this.#pages = pages;
  }

  /** The provider of an origin, recreated after a rotation of keys; issued tokens stay valid. */
  for(origin: string): Provider {
    const key = `${this.#services.tenant.state.secrets.signingKey.kid} ${origin}`;
    const made = this.#made.get(key) ?? createProvider(origin, this.#services, this.#pages);
    this.#made.set(key, made);
    return made;
  }
}
