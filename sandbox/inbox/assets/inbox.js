// Makes the inbox live. The server renders the whole page; this adds new messages, the filter and the copy
// buttons.

/**
 * The maximum number of messages on the page: older ones are a click away, and thousands would make it slow.
 */
const shown = 200;
/** @param {string} carrier */
const named = (carrier) => carrier.charAt(0).toUpperCase() + carrier.slice(1);
const channels = { sms: "Text message", voice: "Phone call" };

const element = (id) => document.getElementById(id);
const list = element("messages");
const template = element("message");
const input = element("number");

let source;
/** Arrived but not yet shown, oldest first. */
let arrived = [];
let arrivedCount = 0;
let timer;

function row(message) {
  const copy = template.content.cloneNode(true);
  const part = (name) => copy.querySelector(`.${name}`);
  const item = copy.querySelector("li");
  item.dataset.id = message.id;
  item.classList.toggle("failed", message.status === "failed");
  item.classList.toggle("delivered", message.status === "delivered");
  // Always as text: messages are untrusted.
  part("to").textContent = message.to;
  part("to").href = `/inbox?${new URLSearchParams({ number: message.to })}`;
  part("channel").textContent = channels[message.channel];
  part("carrier").textContent = named(message.carrier);
  part("from").textContent = message.from;
  part("at").dateTime = message.at;
  part("at").textContent = message.at.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  part("code").textContent = message.code ?? "";
  part("code-line").hidden = message.code === null;
  part("text").textContent = message.text;
  part("error").hidden = message.error === null;
  if (message.error)
    part("reason").textContent = `${named(message.carrier)} ${message.error.code}: ${message.error.message}`;
  return copy;
}

/** Copy buttons need the script, so only the script shows them. */
function offerCopies(root) {
  for (const button of root.querySelectorAll(".copy")) button.hidden = false;
}
offerCopies(document);
offerCopies(template.content);

function refresh(hasOlder) {
  while (list.childElementCount > shown) {
    list.lastElementChild.remove();
    hasOlder = true;
  }
  if (hasOlder !== undefined) list.dataset.older = String(hasOlder);
  const isEmpty = list.childElementCount === 0;
  element("empty").hidden = !isEmpty || input.value !== "";
  element("unmatched").hidden = !isEmpty || input.value === "";
  const older = element("older");
  older.hidden = list.dataset.older !== "true";
  const query = new URLSearchParams({ before: list.lastElementChild?.dataset.id ?? "" });
  if (input.value !== "") query.set("number", input.value);
  older.href = `/inbox?${query}`;
}

/** Adds several at once: a burst must not keep the page from scrolling. */
function showArrived() {
  timer = undefined;
  const fragment = document.createDocumentFragment();
  for (const message of arrived.reverse()) fragment.append(row(message));
  list.prepend(fragment);
  const [newest] = arrived;
  element("news").textContent =
    arrivedCount === 1
      ? `New message to ${newest.to}${newest.code === null ? "" : `, code ${[...newest.code].join(" ")}`}`
      : `${arrivedCount} new messages`;
  const hasOlder = arrivedCount > arrived.length ? true : undefined;
  arrived = [];
  arrivedCount = 0;
  refresh(hasOlder);
}

function receive(event) {
  arrived.push(JSON.parse(event.data));
  arrivedCount += 1;
  if (arrived.length > shown) arrived.shift();
  timer ??= setTimeout(showArrived, 50);
}

function say(text, isLive) {
  const connection = element("connection");
  connection.textContent = text;
  connection.classList.toggle("live", isLive);
  connection.hidden = false;
}

function follow() {
  source?.close();
  clearTimeout(timer);
  timer = undefined;
  arrived = [];
  arrivedCount = 0;
  const after = list.firstElementChild?.dataset.id ?? "";
  source = new EventSource(`/inbox/events?${new URLSearchParams({ after, number: input.value })}`);
  source.onmessage = receive;
  source.addEventListener("cleared", () => {
    list.replaceChildren();
    refresh(false);
    follow();
  });
  source.onopen = () => say("Live", true);
  source.onerror = () => say("Not connected. Is the local tenant running? Trying again.", false);
}

let asked;
async function filter() {
  asked?.abort();
  asked = new AbortController();
  const number = input.value;
  const query = new URLSearchParams({ number, limit: "101" });
  try {
    const answer = await fetch(`/inbox/messages.json?${query}`, { signal: asked.signal });
    const messages = await answer.json();
    list.replaceChildren(...messages.slice(0, 100).map(row));
    element("filter-note")?.remove();
    history.replaceState(null, "", number === "" ? "/inbox" : `/inbox?${new URLSearchParams({ number })}`);
    refresh(messages.length > 100);
    follow();
  } catch (error) {
    if (error.name !== "AbortError") say("Not connected. Is the local tenant running?", false);
  }
}

async function copyCode(button) {
  const code = button.closest("article").querySelector(".code").textContent;
  try {
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
    element("news").textContent = `Code ${[...code].join(" ")} copied`;
  } catch {
    button.textContent = "Can't copy";
  }
  setTimeout(() => (button.textContent = "Copy"), 2_000);
}

list.addEventListener("click", (event) => {
  const button = event.target.closest(".copy");
  if (button) copyCode(button);
});
element("search").hidden = false;
input.addEventListener("input", filter);
if (list.dataset.live === "true") follow();
