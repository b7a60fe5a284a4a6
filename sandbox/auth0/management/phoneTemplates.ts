import { z } from "zod";
import { conflict, notEmulated, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { checkLiquid } from "../mfa/liquid.ts";
import { isObject, mergePatch } from "../json.ts";
import type { PhoneTemplateRecord } from "../state/tenantState.ts";
import { created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const content = z.strictObject({
  from: z.string().nullable().optional(),
  syntax: z.enum(["liquid"]).optional(),
  body: z
    .strictObject({ text: z.string().nullable().optional(), voice: z.string().nullable().optional() })
    .optional(),
});

const template = z.strictObject({
  type: z.enum(["otp_verify", "otp_enroll", "change_password", "blocked_account", "password_breach"]),
  disabled: z.boolean().optional(),
  content: content.optional(),
});

const templatePatch = z.strictObject({ disabled: z.boolean().optional(), content: content.optional() });

function checkBody(sent: z.infer<typeof content> | undefined): void {
  for (const [method, text] of Object.entries(sent?.body ?? {})) checkLiquid(`content.body.${method}`, text);
}

function find(call: Call): PhoneTemplateRecord {
  const found = call.state.phoneTemplates.find((candidate) => candidate.id === param(call, "id"));
  if (found === undefined) throw notFound("Template not found", "template_not_found");
  return found;
}

function create({ state, now, body: sent }: Call): Answer {
  const body = checked(template, sent);
  checkBody(body.content);
  if (state.phoneTemplates.some((other) => other.type === body.type)) {
    throw conflict(`A template of type ${body.type} already exists`);
  }
  const record: PhoneTemplateRecord = {
    id: newId.phoneTemplate(),
    tenant: state.name,
    channel: "phone",
    type: body.type,
    disabled: body.disabled ?? false,
    created_at: timestamp(now),
    updated_at: timestamp(now),
    // The server adds the syntax (recorded create).
    content: { syntax: "liquid", ...mergePatch({}, { ...body.content }) },
  };
  state.phoneTemplates.push(record);
  return created(record);
}

function update(call: Call): Answer {
  const record = find(call);
  const patch = checked(templatePatch, call.body);
  checkBody(patch.content);
  if (patch.disabled !== undefined) record["disabled"] = patch.disabled;
  if (patch.content !== undefined && isObject(record["content"])) {
    record["content"] = mergePatch(record["content"], { ...patch.content });
  }
  record["updated_at"] = timestamp(call.now);
  return ok(record);
}

const path = "/branding/phone/templates";
const read = ["read:phone_templates"];

export const phoneTemplates: Endpoint[] = [
  {
    method: "GET",
    path,
    scopes: read,
    run: ({ state, query }) =>
      ok({
        templates: state.phoneTemplates.filter(
          (record) => query["disabled"] === undefined || String(record["disabled"]) === query["disabled"],
        ),
      }),
  },
  { method: "POST", path, scopes: ["create:phone_templates"], run: create },
  { method: "GET", path: `${path}/:id`, scopes: read, run: (call) => ok(find(call)) },
  { method: "PATCH", path: `${path}/:id`, scopes: ["update:phone_templates"], run: update },
  {
    method: "DELETE",
    path: `${path}/:id`,
    scopes: ["delete:phone_templates"],
    run: (call) => {
      const record = find(call);
      call.state.phoneTemplates = call.state.phoneTemplates.filter((each) => each !== record);
      return noContent;
    },
  },
  ...["reset", "try"].map((verb): Endpoint => ({
    method: verb === "reset" ? "PATCH" : "POST",
    path: `${path}/:id/${verb}`,
    scopes: ["update:phone_templates"],
    run: () => {
      throw notEmulated(`${verb === "reset" ? "Resetting" : "Trying"} a phone template`);
    },
  })),
];
