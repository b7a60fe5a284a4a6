/**
 * A case of a set whose members all show the same behaviour. One that stands for its kind says for what, and
 * runs in `npm test`; the others run in `npm run test:all` (CONTRIBUTING.md).
 */
export interface Case {
  name: string;
  /** The kind that this case stands for. */
  standsFor?: string;
}

/** Those of a set that `npm test` runs. */
export const representatives = <Member extends Case>(cases: readonly Member[]): Member[] =>
  cases.filter(({ standsFor }) => standsFor !== undefined);

/** Those of a set that only `npm run test:all` runs. */
export const others = <Member extends Case>(cases: readonly Member[]): Member[] =>
  cases.filter(({ standsFor }) => standsFor === undefined);
