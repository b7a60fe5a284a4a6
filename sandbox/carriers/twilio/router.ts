import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { Inbox, InboxMessage } from "../../inbox/inbox.ts";
import { recordFailed } from "../failed.ts";
import type { TwilioAccount } from "./account.ts";
import { accountRouter } from "./accountRouter.ts";
import { authTokensRouter } from "./authTokens.ts";
import { admitTo, resourcePath } from "./admission.ts";
import { completedCall, createCall, queuedCall, textOfCall } from "./calls.ts";
import { notEmulated, notFound, outage, TwilioError } from "./errors.ts";
import { readForm } from "./form.ts";
import { createMessage, deliveredMessage, queuedMessage } from "./messages.ts";
import { numbersRouter } from "./numbersRouter.ts";
import { apiVersion } from "./resource.ts";
import { servicesRouter } from "./servicesRouter.ts";

/** Parts of an account that Twilio has and the stand-in lacks [twilio.com/docs/usage/api#rest-apis]. */
const otherResources =
  /^\/(Messages|Calls|Addresses|Applications|AuthorizedConnectApps|AvailablePhoneNumbers|Balance|Conferences|ConnectApps|IncomingPhoneNumbers|Keys|Notifications|OutgoingCallerIds|Queues|Recordings|SigningKeys|SIP|SMS|Tokens|Transcriptions|Usage)(\/|\.|$)/;

/** Twilio's REST API for messages, calls, numbers and Messaging Services, for one account. */
export function twilioRouter(account: TwilioAccount, inbox: Inbox, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const base = `/${apiVersion}/Accounts/:account`;

  router.post(`${base}/Messages.json`, async (c) => {
    const form = await readForm(c.req.raw);
    const record = recorded(inbox, sentBy(form, "sms", form.get("Body") ?? "", now()), () => {
      admitTo(account, c);
      return createMessage(account, form, now());
    });
    const { sid: id, from, to, body: text } = record;
    inbox.record({ ...sentBy(form, "sms", text, record.at), id, from, to, status: "delivered", error: null });
    return c.json(queuedMessage(account, record), 201);
  });

  router.post(`${base}/Calls.json`, async (c) => {
    const form = await readForm(c.req.raw);
    const { record, isReadable } = recorded(inbox, sentBy(form, "voice", textOfCall(form), now()), () => {
      admitTo(account, c);
      return createCall(account, form, now());
    });
    const { sid: id, from, to, text } = record;
    const call = { ...sentBy(form, "voice", text, record.at), id, from, to };
    inbox.record(
      isReadable
        ? { ...call, status: "delivered", error: null }
        : { ...call, status: "failed", error: { code: "12100", message: "Document parse failure" } },
    );
    return c.json(queuedCall(account, record), 201);
  });

  router.get(`${base}/Messages/:sid{[^/]+[.]json}`, (c) => {
    admitTo(account, c);
    const record = account.messages.get(c.req.param("sid").replace(/\.json$/, ""));
    if (record === undefined) throw notFound(resourcePath(c));
    return c.json(deliveredMessage(account, record));
  });

  router.get(`${base}/Calls/:sid{[^/]+[.]json}`, (c) => {
    admitTo(account, c);
    const record = account.calls.get(c.req.param("sid").replace(/\.json$/, ""));
    if (record === undefined) throw notFound(resourcePath(c));
    return c.json(completedCall(account, record));
  });

  router.route("/", accountRouter(account, now));
  router.route("/", numbersRouter(account, now));
  router.route("/", authTokensRouter(account, now));
  router.route("/", servicesRouter(account, now));

  router.all("*", (c) => {
    const path = resourcePath(c);
    const [, sid, rest] = /^\/2010-04-01\/Accounts\/([^/.]+)(.*)$/.exec(path) ?? [];
    if (sid === undefined || rest === undefined) throw notEmulated(`${c.req.method} ${path}`);
    admitTo(account, c, { sid });
    throw rest.startsWith(".") || otherResources.test(rest)
      ? notEmulated(`${c.req.method} ${path}`)
      : notFound(path);
  });

  router.onError((error, c) => answer(error, c));
  return router;
}

function sentBy(form: URLSearchParams, channel: InboxMessage["channel"], text: string, at: Date) {
  return {
    carrier: "twilio",
    channel,
    from: form.get("From") ?? form.get("MessagingServiceSid") ?? "",
    to: form.get("To") ?? "",
    text,
    at: at.toISOString(),
  } as const;
}

/** Runs `accept` and stores what it rejects in the inbox. */
function recorded<Result>(inbox: Inbox, sent: ReturnType<typeof sentBy>, accept: () => Result): Result {
  try {
    return accept();
  } catch (error) {
    if (error instanceof TwilioError)
      recordFailed(inbox, sent, { code: String(error.code ?? error.status), message: error.message });
    throw error;
  }
}

function answer(error: Error, c: Context<HttpEnv>): Response {
  if (!(error instanceof TwilioError)) {
    console.error(error);
    return c.json(outage(500).toBody(), 500);
  }
  if (error.status === 401) c.header("www-authenticate", 'Basic realm="Twilio API"');
  return c.json(error.toBody(), error.status as 400);
}
