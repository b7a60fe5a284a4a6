/** A piece of a sentence: a word of ours, or a value from outside, which no reader may take for one. */
export interface Piece {
  kind: "word" | "value";
  text: string;
}

/** A sentence whose values are marked, so that each way of writing it can keep them apart. */
export type Text = readonly Piece[];

/**
 * A sentence: what stands in the template is ours, what is put in is a value, unless it is a `Text` itself.
 */
export function text(words: TemplateStringsArray, ...values: (string | number | Text)[]): Text {
  return words.flatMap((own, index) => {
    const value = values[index];
    return [
      ...word(own),
      ...(value === undefined ? [] : Array.isArray(value) ? (value as Text) : [valued(value)]),
    ];
  });
}

/** A word of ours, chosen by a value. */
export const word = (own: string): Text => (own === "" ? [] : [{ kind: "word", text: own }]);

const valued = (value: unknown): Piece => ({ kind: "value", text: String(value) });

/** The sentence as plain text. */
export const plain = (sentence: Text): string => sentence.map((piece) => piece.text).join("");

/** `a, b, c`. */
export function listed(values: readonly string[]): Text {
  if (values.length === 0) return word("none");
  return values.flatMap((value, index) => [...word(index === 0 ? "" : ", "), valued(value)]);
}
