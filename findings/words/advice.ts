/** A sentence, and the command that it ends with. */
export interface Advice {
  says: string;
  command?: string;
}

/** Splits the command off the end of a sentence, as in `Fix: pulumi config set …`. */
export function adviceIn(sentence: string): Advice {
  const [, says, command] = /^(.*): ((?:pulumi|npm run) .+?)\.?$/s.exec(sentence) ?? [];
  return says === undefined || command === undefined ? { says: sentence } : { says: `${says}:`, command };
}

/**
 * The maximum length of a sentence in a report. One with a command is never cut: a part of a command does
 * something else.
 */
export const mostOf = (sentence: string, most: number): number =>
  adviceIn(sentence).command === undefined ? most : Infinity;
