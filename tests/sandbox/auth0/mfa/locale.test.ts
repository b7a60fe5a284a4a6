import { expect, test } from "vitest";
import { localeOf } from "../../../../sandbox/auth0/mfa/locale.ts";

const enabled = ["en", "fr-FR", "es", "pt-BR", "tr", "ar", "zh-CN", "zh-TW"];

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
  ["for a region of its own", { uiLocales: "fr-CA" }, "fr-FR"],
  ["for a language in another script than the first", { uiLocales: "zh-Hant-TW" }, "zh-TW"],
  ["for another region's script", { header: "zh-HK,zh;q=0.9" }, "zh-TW"],
  ["for a language alone that has two scripts", { header: "zh" }, "zh-CN"],
  ["for Turkish in capitals", { header: "TR-TR" }, "tr"],
  ["for Turkish with a dotless i", { uiLocales: "trı", header: "es" }, "es"],
  ["for a language that is written from right to left", { uiLocales: "ar-EG" }, "ar"],
  ["with extensions", { uiLocales: "fr-FR-u-ca-gregory" }, "fr-FR"],
  ["as POSIX writes it", { uiLocales: "fr_FR", header: "es" }, "es"],
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
