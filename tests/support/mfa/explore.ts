/** What becomes of a call: it works; it is refused; it works, and its answer is lost. */
export type Outcome = "works" | "refused" | "lost";

/**
 * Tells what becomes of the next call; of one that changes nothing, a lost answer is as good as a refusal.
 */
export type Fate = (changes: boolean) => Outcome;

/** Runs something once for each way in which its calls can turn out. */
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
