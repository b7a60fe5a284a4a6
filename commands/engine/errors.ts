/** The engine can't be had for a reason that its user can fix; the message says how. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
