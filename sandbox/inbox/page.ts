import { html } from "hono/html";
import type { InboxMessage } from "./inbox.ts";

type Html = ReturnType<typeof html>;

export interface InboxPage {
  /** Newest first. */
  messages: readonly InboxMessage[];
  /** The filter: digits of the recipient's number. */
  number: string;
  /** True for the page of the newest messages, which is updated; false for a page of older ones. */
  isLive: boolean;
  hasOlder: boolean;
}

/** `twilio` as Twilio writes it. */
const named = (carrier: string): string => carrier.charAt(0).toUpperCase() + carrier.slice(1);
const channels = { sms: "Text message", voice: "Phone call" };

/** The inbox as a page that works without its script; everything that was sent is shown as text. */
export function inboxPage({ messages, number, isLive, hasOlder }: InboxPage): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Inbox · local tenant</title>
        <link rel="stylesheet" href="/inbox/inbox.css" />
        <script type="module" src="/inbox/inbox.js"></script>
      </head>
      <body>
        <header class="top">
          <div class="title">
            <h1><a href="/inbox">Inbox</a></h1>
            <p id="connection" class="connection" hidden></p>
          </div>
          <p class="what">What the local tenant would have sent to phones. It stays on this machine.</p>
          <search id="search" hidden>
            <label for="number">Filter by number</label>
            <input
              id="number"
              type="search"
              inputmode="tel"
              autocomplete="off"
              placeholder="any digits of it"
              value="${number}"
            />
          </search>
          ${number === "" ? "" : filterNote(number)}
        </header>
        <main>
          ${empty("empty", messages.length > 0 || number !== "", nothingYet)}
          ${empty("unmatched", messages.length > 0 || number === "", html`No message to a matching number yet.`)}
          <ol id="messages" class="messages" data-live="${String(isLive)}" data-older="${String(hasOlder)}">
            ${messages.map((message) => row(message))}
          </ol>
          <nav aria-label="Pages">
            <a id="older" class="button" ${hidden(!hasOlder)} href="${olderPage(messages, number)}"
              >Older messages</a
            >
          </nav>
          <p id="news" class="unseen" role="status"></p>
        </main>
        <template id="message">${row(blank)}</template>
      </body>
    </html>`;
}

const nothingYet = html`<strong>Nothing has been sent yet.</strong> Sign in to an application of this tenant
  with a phone as the second factor, or send a message to the stand-in for Twilio or Plivo: it appears here as
  it arrives.`;

const filterNote = (number: string): Html =>
  html`<p id="filter-note" class="what">Numbers that contain ${number}. <a href="/inbox">Show all</a></p>`;

const empty = (id: string, isHidden: boolean, text: Html): Html =>
  html`<p id="${id}" class="empty" ${hidden(isHidden)}>${text}</p>`;

const hidden = (isHidden: boolean): string => (isHidden ? "hidden" : "");

function olderPage(messages: readonly InboxMessage[], number: string): string {
  const query = new URLSearchParams({ before: messages.at(-1)?.id ?? "", ...(number !== "" && { number }) });
  return `/inbox?${query.toString()}`;
}

/** One message. All parts exist, so that the script can fill in a copy; missing ones are hidden. */
function row({ id, at, carrier, channel, from, to, text, code, status, error }: InboxMessage): Html {
  return html`<li data-id="${id}" class="message ${status}">
    <article>
      <header>
        <h2>
          <a class="to" href="/inbox?${new URLSearchParams({ number: to }).toString()}">${to}</a>
        </h2>
        <p class="how">
          <span class="channel">${channels[channel]}</span> by
          <span class="carrier">${named(carrier)}</span> from
          <span class="from">${from}</span>
        </p>
        <time class="at" datetime="${at}">${clock(at)}</time>
      </header>
      <p class="code-line" ${hidden(code === null)}>
        <span class="code">${code ?? ""}</span>
        <button class="copy" type="button" hidden>Copy</button>
      </p>
      <p class="text">${text}</p>
      <p class="error" ${hidden(error === null)}>
        <strong>Not delivered.</strong>
        <span class="reason"
          >${error === null ? "" : `${named(carrier)} ${error.code}: ${error.message}`}</span
        >
      </p>
    </article>
  </li>`;
}

/** The tenant's time in UTC, to the second. */
const clock = (at: string): string => at.replace("T", " ").replace(/\.\d+Z$/, " UTC");

const blank: InboxMessage = {
  id: "",
  at: "",
  carrier: "twilio",
  channel: "sms",
  from: "",
  to: "",
  text: "",
  code: null,
  status: "delivered",
  error: null,
};
