/** A habit that reads as translated or as a private language, and what to write instead. */
export interface Habit {
  pattern: RegExp;
  instead: string;
}

const habit = (source: string, instead: string): Habit => ({
  pattern: new RegExp(`\\b(?:${source})`, "i"),
  instead,
});

/** "Is port 3000 taken, …": a sentence that begins with a verb and has a comma, but asks nothing. */
const invertedCondition: Habit = {
  pattern:
    /(?:^|[;:] )(?:Is|Are|Was|Were|Has|Have|Had|Does|Did|Can|Could|Should|Be it|Fails?|Comes?|Stands?)\b(?! not\b|n't)[^,?]*, (?:it|its|they|this|that|the|an?|nothing|no|pass|set|write|all|so)\b[^?]*$/,
  instead: 'begin the condition with "If" or "When"',
};

/** What follows a double genitive, as in `a number of the account's, …`. */
const end = "(?=[.,;:)]|$| (?:and|or|that|which|is|are|has) )";

const owned =
  "numbers?|applications?|clients?|Actions?|one|texts?|settings?|tokens?|methods?|nothing|resources?";

/** Each is searched in every sentence of messages, comments and documents. */
export const habits: readonly Habit[] = [
  invertedCondition,
  habit("mend(?:s|ed|ing)?\\b", '"fix"'),
  habit("in (?:the )?clear\\b", '"in plaintext"'),
  habit(`of (?:the|an?|this|Auth0|Twilio|Pulumi)(?: [\\w-]+)?'s own${end}`, '"the stack\'s own …"'),
  habit(`(?:${owned})s? of (?:the|an?) [\\w-]+'s${end}`, '"the account\'s number", or "belongs to"'),
  habit("(?:is|are) none of\\b", '"does not belong to"'),
  habit("no \\w+ more\\b|(?:not )?any ?more\\b", '"no longer"'),
  habit("anew\\b|afresh\\b", '"again"'),
  habit("for ever\\b", '"forever"'),
  habit("is it yours\\b", '"confirm that you own it"'),
  habit("only tells?\\b", '"prints the plan only"'),
  habit("found out\\b", '"unknown", or "the check could not run"'),
  habit("as the (?:tenant|stack|user|configuration) has (?:it|them)\\b", '"unchanged", or "the tenant\'s …"'),
  habit("is no count\\b", '"must be a positive integer"'),
  habit("lock-outs?\\b", '"lockout"'),
  habit(
    "goe?s? the ways?\\b|(?:by|in) which way\\b|by no other way\\b|ways? of delivery\\b",
    '"delivery method", or "how"',
  ),
  habit("be (?:it|they)\\b", '"whether"'),
  habit("is not there\\b|that (?:is|are) there (?:already|now)\\b", '"does not exist", "existing"'),
  habit("what is not (?:good|its|the)\\b|what is gone\\b", "the name of the thing"),
  habit("stands? (?:in clear|for itself)\\b", '"is in", "is stored in"'),
  habit("takes? (?:it|them) along\\b", '"includes"'),
  habit("lets? (?:nobody|no one)\\b", '"no user can"'),
  habit("(?:is|are) told so\\b|told of\\b|is told where\\b", '"is reported"'),
  habit("(?:its|their|the engine's|pulumi's) (?:own )?words\\b", '"its output", "its message"'),
  habit("posture\\b|bystanders?\\b|leftovers?\\b", "the glossary's term"),
  habit("dangers?\\b|dangerous\\b", '"risk"'),
  habit("rooms? of (?:the|this)\\b|each room\\b", '"folder", "layer"'),
  habit("beside the phone\\b", '"other factors"'),
  habit("(?:given?|gives?) (?:(?:it|them|nothing|no \\w+) )?back\\b", '"returned", "returns"'),
  habit("takes? (?:it|them|the tenant|a tenant) over\\b", '"adopts"'),
  habit("lets? go of\\b", '"releases", "no longer declares"'),
  habit("half-way\\b", '"halfway"'),
  habit("is meant[,.;:]", '"is intended"'),
];

/** Each is searched in the titles of tests too, where it makes a riddle of what is expected. */
export const titleHabits: readonly Habit[] = [
  habit("(?:is|are) (?:said|told)\\b|says? so\\b", '"reports", "is reported"'),
  habit("wh(?:at|o)ever\\b", '"regardless of", "any"'),
  habit("goe?s? on\\b", '"continues"'),
  habit("comes?\\b", '"arrives", "is sent"'),
  habit("(?:some|no)body\\b", '"a user", "no user"'),
  habit("refus(?:es?|ed|als?)\\b", '"rejects"'),
  habit("tak(?:es?|en) over\\b", '"adopts"'),
];
