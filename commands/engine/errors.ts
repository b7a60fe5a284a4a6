/** The engine is not available for a reason that the user can fix; the message says how. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
