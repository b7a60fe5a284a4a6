import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import type { Messages } from "../../../mfa/templates.ts";
import type { PhoneTemplate } from "../../../tenant/readers/phoneTemplates.ts";
import { defaultMessages, templateTypes } from "../../../mfa/templates.ts";
import { templateFault } from "../../../mfa/templates/templateFault.ts";
import type { PartFinding, Import } from "../../../findings/PartFinding.ts";
import { types } from "../../../findings/PartFinding.ts";

/**
 * The two texts of a unified tenant, if the templates have the same text for SMS and voice, as the program
 * declares them.
 */
export function findTemplates(templates: readonly PhoneTemplate[]): PartFinding {
  const enrollment = templates.find(({ type }) => type === templateTypes.enrollment);
  const verification = templates.find(({ type }) => type === templateTypes.verification);
  if (enrollment === undefined) return alone(missing("enrollment"));
  if (verification === undefined) return alone(missing("verification"));
  const fault = whyNotHeld("enrollment", enrollment) ?? whyNotHeld("verification", verification);
  if (fault !== undefined) return alone(fault);
  return held({ enrollment: enrollment.text ?? "", verification: verification.text ?? "" }, "unified", [
    { type: types.template, name: "enrollment", id: enrollment.id },
    { type: types.template, name: "verification", id: verification.id },
  ]);
}

const missing = (which: string): string => `there is no ${which} template: Auth0 sends its default text`;

function whyNotHeld(which: string, template: PhoneTemplate): string | undefined {
  if (template.disabled) return `the ${which} template is disabled`;
  const texts = { SMS: template.text ?? "", voice: template.voice ?? template.text ?? "" };
  for (const [method, text] of Object.entries(texts)) {
    const fault = templateFault(text, "unified");
    if (fault !== undefined) return `the ${which} text for ${method} ${fault}`;
  }
  if (template.text !== template.voice) return `the ${which} template has different texts for SMS and voice`;
  if (template.from !== undefined) return `the ${which} template has its own sender ID`;
  return undefined;
}

/** The two texts of a legacy tenant, which are part of its phone factor. */
export function findLegacyMessages(messages: Messages): PartFinding {
  for (const which of ["enrollment", "verification"] as const) {
    const fault = templateFault(messages[which], "legacy");
    if (fault !== undefined) return alone(`the ${which} text ${fault}`);
  }
  return held(messages, "legacy", []);
}

const alone = (why: string): PartFinding => ({ part: "messages", name: "message texts", why });

function held(messages: Messages, experience: PhoneExperience, imports: readonly Import[]): PartFinding {
  const own = defaultMessages[experience];
  return {
    part: "messages",
    shown: [
      { setting: "enrollment message", value: messages.enrollment, key: "enrollmentMessage" },
      { setting: "verification message", value: messages.verification, key: "verificationMessage" },
    ],
    configuration: {
      enrollmentMessage: messages.enrollment === own.enrollment ? undefined : messages.enrollment,
      verificationMessage: messages.verification === own.verification ? undefined : messages.verification,
    },
    unknown: [],
    imports,
    alone: [],
  };
}
