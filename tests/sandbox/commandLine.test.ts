import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../sandbox/commandLine.ts";

describe("the sandbox's command line", () => {
  it("reads every option", () => {
    const fault = { method: "PUT", path: "/x", nth: 1, effect: 403 };
    const args =
      "--port 8080 --phone-experience legacy --latency 20 --rate-limit free --state s.json --clock 2026-01-01T00:00:00Z --json";
    expect(parseCommandLine([...args.split(" "), "--fault", "PUT /x 1 403", "--fault=PUT /x 1 403"])).toEqual(
      {
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
        help: false,
      },
    );
  });

  it.each([
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
  ])("refuses %s %s in one line", (...args) => {
    const problems = parseCommandLine(args) as string[];
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatch(/^[^\n]+\.$/);
  });

  it("says all that is wrong at once", () => {
    expect(parseCommandLine(["--port", "x", "--latency", "y", "--bogus"])).toHaveLength(3);
  });
});
