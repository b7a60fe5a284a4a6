/** Configuration namespaces that belong to a provider, or that the program uses for a carrier. */
export const takenNamespaces: readonly string[] = ["auth0", "twilio", "plivo", "pulumi"];

/** The problems with a project's name, as sentences, or `undefined`. */
export const projectNameFault = (name: string): string | undefined =>
  takenNamespaces.includes(name)
    ? `The project is named "${name}", and ${name}: is the namespace of other configuration keys. Fix: choose a different name in Pulumi.yaml, such as acme-${name}, and rename the keys in the stack files.`
    : undefined;
