/** The outcome of a call: it works, it is refused, or it works and its response is lost. */
export type Outcome = "works" | "refused" | "lost";

/**
 * Decides the outcome of the next call. For a call that changes nothing, a lost response equals a refusal.
 */
export type Fate = (changes: boolean) => Outcome;

/** Runs something once for each combination of outcomes of its calls. */
export function explore(run: (fate: Fate) => void): number {
  const pending: Outcome[][] = [[]];
  let runs = 0;
  for (let script = pending.pop(); script !== undefined; script = pending.pop()) {
    const taken: Outcome[] = [];
    run((changes) => {
      const outcome = script[taken.length] ?? "works";
      if (taken.length >= script.length) {
        pending.push([...taken, "refused"]);
        if (changes) pending.push([...taken, "lost"]);
      }
      taken.push(outcome);
      return outcome;
    });
    runs += 1;
  }
  return runs;
}
