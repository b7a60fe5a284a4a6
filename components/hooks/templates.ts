import { readPhoneTemplates } from "../../tenant/readers/phoneTemplates.ts";
import type { Hook } from "./Hook.ts";
import { memberOf, runAgain } from "./Hook.ts";

/**
 * Runs before a template is created, and deletes an orphan whose creation got no response: Auth0 would reject
 * a second template of that type forever. Until the template exists again, Auth0 sends its default text.
 */
export const newTemplate: Hook = {
  purpose: "look for a template that an earlier run left",
  consequence: "Nothing was created.",
  fix: runAgain,
  async run({ tenant, news }) {
    const body = memberOf(news["content"], "body");
    const left = (await readPhoneTemplates(tenant.throughoutRun)).find(
      ({ type, text, voice }) =>
        type === news["type"] && text === memberOf(body, "text") && voice === memberOf(body, "voice"),
    );
    if (left === undefined) return;
    const path = `/branding/phone/templates/${encodeURIComponent(left.id)}`;
    await tenant.write({ method: "DELETE", path }, `template ${left.type} deleted, left by an earlier run`);
  },
};
