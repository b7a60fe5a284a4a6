/**
 * A piece of a sentence: our own text; a value from outside, which must not be mistaken for our text; or a
 * clause of ours that quotes such values.
 */
export interface Piece {
  kind: "word" | "value" | "clause";
  text: string;
}

/** A sentence with marked values, so that each output format can keep them apart. */
export type Text = readonly Piece[];

/** A sentence: the template's text is ours, and what is inserted is a value, unless it is a `Text` itself. */
export function text(words: TemplateStringsArray, ...values: (string | number | Text)[]): Text {
  return words.flatMap((own, index) => {
    const value = values[index];
    return [
      ...word(own),
      ...(value === undefined ? [] : Array.isArray(value) ? (value as Text) : [valued(value)]),
    ];
  });
}

/** Our own text, chosen by a value. */
export const word = (own: string): Text => (own === "" ? [] : [{ kind: "word", text: own }]);

/** A clause of ours that quotes values from outside. */
export const clause = (own: string): Text => [{ kind: "clause", text: own }];

const valued = (value: unknown): Piece => ({ kind: "value", text: String(value) });

/** The sentence as plain text. */
export const plain = (sentence: Text): string => sentence.map((piece) => piece.text).join("");

/** `a, b, c`. */
export function listed(values: readonly string[]): Text {
  if (values.length === 0) return word("none");
  return values.flatMap((value, index) => [...word(index === 0 ? "" : ", "), valued(value)]);
}
