import { describe, expect, test } from "vitest";
import { command, sandboxOptions } from "../../../commands/sandbox/options.ts";

const read = (args: string[]) => {
  const options = command.read(args);
  return { options: sandboxOptions(options), json: options.json };
};

describe("the options of npm run sandbox", () => {
  test("are all read", () => {
    const fault = { method: "PUT", path: "/x", nth: 1, effect: 403 };
    const args =
      "--port 8080 --phone-experience legacy --latency 20 --rate-limit free --state s.json --clock 2026-01-01T00:00:00Z --json";
    expect(read([...args.split(" "), "--fault", "PUT /x 1 403", "--fault=PUT /x 1 403"])).toEqual({
      options: {
        port: 8080,
        phoneExperience: "legacy",
        latencyMs: 20,
        rateLimit: "free",
        stateFile: "s.json",
        clock: "2026-01-01T00:00:00Z",
        faults: [fault, fault],
      },
      json: true,
    });
  });

  test("have defaults", () => {
    expect(read([])).toEqual({
      options: { port: 0, phoneExperience: "unified", latencyMs: 0, rateLimit: "none", faults: [] },
      json: false,
    });
  });

  test.each([
    ["--port", "http"],
    ["--port", "70000"],
    ["--port", "-1"],
    ["--latency", "1.5"],
    ["--phone-experience", "old"],
    ["--rate-limit", "unlimited"],
    ["--fault", "PUT"],
    ["--clock", "noon"],
    ["--state", " "],
    ["--unknown", ""],
    ["--clock"],
  ])("%s %s is rejected", (...args) => {
    expect(() => read(args)).toThrow(/--\w+|fault/);
  });

  test("report all faults at once", () => {
    const wrong = ["--port", "x", "--latency", "y", "--fault", "PUT", "--clock", "noon"];
    expect(() => read(wrong)).toThrow(/^.*--port.*\n.*--latency.*\n.*PUT.*\n.*--clock.*$/);
  });
});
