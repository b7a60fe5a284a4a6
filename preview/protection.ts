/**
 * Pulumi's errors for a protected resource that would be deleted or replaced
 * (pkg/resource/deploy/step_generator.go).
 */
const refusal =
  /resource "?(urn:pulumi:[^"\s]+)"?\s+(?:cannot be deleted\s+because it is protected|as it is currently marked for protection)/;

/** The URN of the protected resource that an engine error is about; `undefined` for another error. */
export const protectedIn = (error: string): string | undefined => refusal.exec(error)?.[1];
