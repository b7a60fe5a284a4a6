import { z } from "zod";
import { mergePatch } from "../json.ts";
import { ok } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const settings = z
  .strictObject({
    universal_login_experience: z.enum(["new", "classic"]),
    identifier_first: z.boolean().nullable(),
    webauthn_platform_first_factor: z.boolean().nullable(),
  })
  .partial();

/** Prompt settings: how the login pages ask. */
export const prompts: Endpoint[] = [
  { method: "GET", path: "/prompts", scopes: ["read:prompts"], run: ({ state }) => ok(state.prompts) },
  {
    method: "PATCH",
    path: "/prompts",
    scopes: ["update:prompts"],
    run: ({ state, body }) => ok((state.prompts = mergePatch(state.prompts, checked(settings, body)))),
  },
];
