/** A secret in a state that `pulumi stack export --show-secrets` prints. */
export const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

/** A state, as that command prints it. */
export const exported = (...resources: object[]) => ({ deployment: { resources } });
