import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterAll, expect } from "vitest";

const fail = (): void => {
  const { currentTestName = "A fast test" } = expect.getState();
  throw new Error(`"${currentTestName}" started a process. Such a test belongs in tests/processes.`);
};

subscribe("child_process", fail);
afterAll(() => {
  unsubscribe("child_process", fail);
});
