import { expect, test } from "vitest";
import { localeOf } from "../../../../sandbox/auth0/mfa/locale.ts";

const enabled = ["en", "fr-FR", "es", "pt-BR"];

test.each([
  ["nothing is asked for", {}, "en"],
  ["the application asks", { uiLocales: "fr-FR" }, "fr-FR"],
  ["in other letters", { uiLocales: "FR-fr" }, "fr-FR"],
  ["for several: its first one counts", { uiLocales: "es fr-FR" }, "es"],
  ["for one that is not enabled", { uiLocales: "ja es" }, "en"],
  ["for one that is not enabled, and the browser for one that is", { uiLocales: "ja", header: "es" }, "es"],
  ["the application outweighs the browser", { uiLocales: "pt-BR", header: "es" }, "pt-BR"],
  ["the browser asks", { header: "fr-FR,fr;q=0.8,en;q=0.5" }, "fr-FR"],
  ["by weight", { header: "en;q=0.1, es;q=0.9" }, "es"],
  ["not for what it refuses", { header: "es;q=0, pt-BR;q=0.2" }, "pt-BR"],
  ["for a region of an enabled language", { header: "es-AR" }, "es"],
  ["for the language of an enabled region", { header: "fr" }, "fr-FR"],
  ["for another region", { header: "pt-PT" }, "pt-BR"],
  ["for anything", { header: "*" }, "en"],
  ["for nonsense", { uiLocales: "<script>", header: ";;,q=,-,é" }, "en"],
])("%s", (_, asked, locale) => {
  expect(localeOf({ enabled_locales: enabled }, asked)).toBe(locale);
});

test.each([{}, { enabled_locales: null }, { enabled_locales: [] }])(
  "English if no language is set: %j",
  (settings) => {
    expect(localeOf(settings, { uiLocales: "fr", header: "fr" })).toBe("en");
  },
);
