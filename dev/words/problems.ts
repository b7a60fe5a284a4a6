import { habits, titleHabits } from "./habits.ts";
import { sentencesOf, wordsIn } from "./sentences.ts";
import type { Text } from "./texts.ts";

/** A sentence to rewrite. */
export interface Problem {
  sentence: string;
  /** What to write instead, or what the limit is. */
  instead: string;
}

/** The most words in a sentence. A table's cell may be a list. */
export const longest = 32;

/** The problems of a text: long sentences, habits, and errors in another form than "Failed to X: why." */
export const problemsIn = (text: Text): Problem[] =>
  sentencesOf(text).flatMap((sentence) =>
    [...lengthProblem(text, sentence), ...habitProblems(text, sentence), ...formProblem(text, sentence)].map(
      (instead) => ({ sentence, instead }),
    ),
  );

function lengthProblem({ isCell }: Text, sentence: string): string[] {
  const words = wordsIn(sentence);
  return words > longest && isCell !== true ? [`at most ${longest} words, not ${words}`] : [];
}

const habitProblems = ({ kind }: Text, sentence: string): string[] =>
  [...habits, ...(kind === "title" ? titleHabits : [])]
    .filter(({ pattern }) => pattern.test(sentence))
    .map(({ instead }) => instead);

/** Errors of the emulated services, whose words are theirs. */
const copied = /^sandbox\/(auth0|carriers|plugins)\//;

function formProblem({ file, kind }: Text, sentence: string): string[] {
  if (kind !== "message" || copied.test(file)) return [];
  const isOther =
    /^(?:Could not|Can't|Cannot|Unable to|Was not able)\b/.test(sentence) ||
    /^Failed to [^:{]*$/.test(sentence);
  return isOther ? ['"Failed to X: why. Fix: command"'] : [];
}
