import { describe, expect, test } from "vitest";
import { codeIn } from "../../../sandbox/inbox/code.ts";
import { Inbox } from "../../../sandbox/inbox/inbox.ts";
import type { InboxMessage } from "../../../sandbox/inbox/inbox.ts";
import { sms } from "./messages.ts";

const texts = (messages: readonly InboxMessage[]): string[] => messages.map(({ text }) => text);

function filled(...sent: [text: string, to: string][]): { inbox: Inbox; ids: string[] } {
  const inbox = new Inbox();
  return { inbox, ids: sent.map(([text, to]) => inbox.record(sms({ text, to })).id) };
}

describe("the inbox", () => {
  test("lists newest first, of all numbers or of one, between two IDs, up to a limit", () => {
    const { inbox, ids } = filled(["1", "+1"], ["2", "+2"], ["3", "+1"], ["4", "+1"]);
    expect(texts(inbox.list())).toEqual(["4", "3", "2", "1"]);
    expect(texts(inbox.list({ to: "+1" }))).toEqual(["4", "3", "1"]);
    expect(texts(inbox.list({ to: "+3" }))).toEqual([]);
    expect(texts(inbox.list({ after: ids[0] }))).toEqual(["4", "3", "2"]);
    expect(texts(inbox.list({ after: ids[1], to: "+1" }))).toEqual(["4", "3"]);
    expect(texts(inbox.list({ before: ids[2] }))).toEqual(["2", "1"]);
    expect(texts(inbox.list({ before: ids[3], to: "+1", limit: 1 }))).toEqual(["3"]);
    expect(texts(inbox.list({ limit: 2 }))).toEqual(["4", "3"]);
    expect(texts(inbox.list({ after: ids[3] }))).toEqual([]);
  });

  test("lists all messages after an unknown ID, so that none is missed", () => {
    const { inbox } = filled(["1", "+1"], ["2", "+1"]);
    expect(texts(inbox.list({ after: "gone" }))).toEqual(["2", "1"]);
    expect(texts(inbox.list({ before: "gone" }))).toEqual([]);
  });

  test("notifies its listeners until they unsubscribe", () => {
    const inbox = new Inbox();
    const heard: string[] = [];
    const leave = inbox.subscribe(({ text }) => heard.push(text));
    inbox.record(sms({ text: "heard" }));
    leave();
    inbox.record(sms({ text: "missed" }));
    expect(heard).toEqual(["heard"]);
  });

  test("is empty when cleared, including the lists by number", () => {
    const { inbox } = filled(["1", "+1"]);
    inbox.clear();
    expect([inbox.size, inbox.list(), inbox.list({ to: "+1" })]).toEqual([0, [], []]);
    inbox.record(sms({ text: "2", to: "+1" }));
    expect(texts(inbox.list({ to: "+1" }))).toEqual(["2"]);
  });

  test("removes the oldest messages when it is full, from every list, and keeps the newest in order", () => {
    const inbox = new Inbox({ capacity: 10 });
    for (let at = 1; at <= 25; at += 1) inbox.record(sms({ text: String(at), to: at % 2 ? "+1" : "+2" }));
    expect(inbox.size).toBeLessThanOrEqual(10);
    const kept = texts(inbox.list()).map(Number);
    expect(kept).toEqual(Array.from({ length: inbox.size }, (_, index) => 25 - index));
    expect(texts(inbox.list({ to: "+2" })).map(Number)).toEqual(kept.filter((at) => at % 2 === 0));
  });

  test("stores and finds tens of thousands at once", () => {
    const inbox = new Inbox();
    const began = performance.now();
    for (let at = 0; at < 50_000; at += 1) inbox.record(sms({ text: `${at}`, to: `+1${at}` }));
    for (let at = 0; at < 50_000; at += 1) expect1(inbox.list({ to: `+1${at}`, limit: 1 }));
    expect(inbox.size).toBe(50_000);
    // Walking over all messages for each number would take minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

function expect1(messages: readonly InboxMessage[]): void {
  if (messages.length !== 1) throw new Error(`expected one message, found ${messages.length}`);
}

describe("the code in a text", () => {
  test.each([
    ["123456 is your verification code for Acme.", "123456"],
    ["Your code is 012345", "012345"],
    ["Your code is 123456. It ends in 10 minutes.", "123456"],
    ["Hello. Your code is 1, 2, 3, 4, 5, 6. Again: 1, 2, 3, 4, 5, 6.", "123456"],
    ["Your code is 0 1 2 3 4 5", "012345"],
    ["1. 2. 3. 4. 5. 6", "123456"],
    ["Sent from your Twilio trial account - 4321 is the code", "4321"],
    ["Acme: your code is 987654\n\n@login.example.com #987654", "987654"],
    ["Call +14155550123 for help", null],
    ["You owe 1,234.56", null],
    ["No code at all", null],
    ["", null],
  ])("%j is %s", (text, code) => {
    expect(codeIn(text)).toBe(code);
  });
});
