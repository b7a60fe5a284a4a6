import type { JsonObject } from "../json.ts";

/** What a request says about the user's languages. */
export interface AskedLanguages {
  /** The parameter `ui_locales` of the authorization request: locales separated by spaces. */
  uiLocales?: string | undefined;
  /** The header Accept-Language, or `x-request-language`, which the MFA API accepts instead. */
  header?: string | undefined;
}

/**
 * The locale of a sign-in, in the form of the tenant's settings. It is the first of `ui_locales` if that is
 * enabled, else the browser's most preferred enabled one. The default is the tenant's first enabled locale
 * [customize/internationalization-and-localization/universal-login-internationalization].
 */
export function localeOf(settings: JsonObject, { uiLocales = "", header = "" }: AskedLanguages): string {
  const listed = settings["enabled_locales"];
  const enabled = Array.isArray(listed) ? listed.filter((one) => typeof one === "string") : [];
  const [first] = uiLocales.trim().split(/\s+/);
  const preferred = [first ?? "", ...languagesIn(header)];
  const found = preferred.map((language) => enabledFor(language, enabled)).find((one) => one !== undefined);
  return found ?? enabled[0] ?? "en";
}

/** The languages of an Accept-Language header, the most preferred first [RFC 9110, 12.5.4]. */
export function languagesIn(header: string): string[] {
  return header
    .split(",")
    .map((entry) => {
      const [language = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const weight = parameters.find((one) => /^q=/i.test(one))?.slice(2);
      return { language, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => /^[a-z]+(-[a-z\d]+)*$/i.test(language) && weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}

/**
 * The enabled locale for a language: the same, the same without its last parts, or one of the same language,
 * in the same script if there is one. Auth0 documents only the match of equal ones.
 */
function enabledFor(language: string, enabled: readonly string[]): string | undefined {
  const wanted = language.toLowerCase();
  const named = (name: string): string | undefined => enabled.find((one) => one.toLowerCase() === name);
  for (let name = wanted; name !== ""; name = name.split("-").slice(0, -1).join("-")) {
    const found = named(name);
    if (found !== undefined) return found;
  }
  const { language: spoken, script } = likely(language);
  const related = enabled.filter((one) => spoken !== undefined && likely(one).language === spoken);
  return related.find((one) => likely(one).script === script) ?? related[0];
}

/** What a locale leaves out: `zh-HK` is in traditional characters, `zh-CN` in simplified ones. */
function likely(locale: string): Pick<Partial<Intl.Locale>, "language" | "script"> {
  try {
    return new Intl.Locale(locale).maximize();
  } catch {
    return {};
  }
}
