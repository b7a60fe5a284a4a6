import type { PhoneTemplate } from "../../../tenant/readers/phoneTemplates.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import type { Messages } from "../../../mfa/templates.ts";
import { templateTypes } from "../../../mfa/templates.ts";
import { templateFault } from "../../../mfa/templates/templateFault.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare } from "../../../findings/Comparison.ts";
import type { Part } from "./Part.ts";

type Found = Partial<Pick<Snapshot, "phoneTemplates" | "legacyMessages">>;

/** The two texts. */
export const messages: Part<Found> = {
  read: (api, { settings }) =>
    settings.phoneExperience === "unified"
      ? readSnapshot(api, ["phoneTemplates"])
      : readSnapshot(api, ["legacyMessages"]),

  compare({ settings }, { phoneTemplates = [], legacyMessages }) {
    const { messages: declared, phoneExperience } = settings;
    if (declared === undefined) return [];
    if (phoneExperience === "legacy")
      return legacyMessages === undefined ? [] : compareLegacy(declared, legacyMessages);
    return [
      ...compareTemplate("enrollment message", templateTypes.enrollment, declared.enrollment, phoneTemplates),
      ...compareTemplate(
        "verification message",
        templateTypes.verification,
        declared.verification,
        phoneTemplates,
      ),
    ];
  },
};

function compareLegacy(declared: Messages, actual: Messages): Comparison[] {
  return [
    compareText("enrollment message", declared.enrollment, actual.enrollment, "legacy"),
    compareText("verification message", declared.verification, actual.verification, "legacy"),
  ];
}

function compareTemplate(
  setting: string,
  type: string,
  text: string,
  templates: readonly PhoneTemplate[],
): Comparison[] {
  const template = templates.find((candidate) => candidate.type === type);
  if (template === undefined)
    return [compare("messages", setting, text, "missing", { note: "Auth0 sends its default text" })];
  return [
    compareText(setting, text, template.text, "unified"),
    compareText(`${setting}, voice`, text, template.voice, "unified"),
    compare("messages", `${setting}, state`, "on", template.disabled ? "disabled" : "on", {
      note: "Auth0 sends its default text",
    }),
    compare("messages", `${setting}, from`, "the provider's", template.from ?? "the provider's", {
      fix: "In the dashboard, clear the template's From; pulumi up does not read it.",
    }),
  ];
}

/** Notes for a text that differs if users get no code because of it. */
function compareText(
  setting: string,
  declared: string,
  actual: string | undefined,
  experience: PhoneExperience,
): Comparison {
  const differs = actual !== undefined && actual !== declared;
  const fault = differs ? templateFault(actual, experience) : undefined;
  const more = fault === undefined ? {} : { note: `the tenant's text ${fault}` };
  return compare("messages", setting, declared, actual ?? "none", more);
}
