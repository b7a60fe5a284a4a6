import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { Sequencer } from "./tests/run/Sequencer.ts";

const setUp = "./tests/run/setUp.ts";
const prepareEngine = "./tests/run/prepareEngine.ts";

// CONTRIBUTING.md says which test belongs where.
export default defineConfig({
  test: {
    reporters: ["default", "./tests/run/reporter.ts"],
    // Node strips types itself; Vite's own runner costs a tenth more.
    experimental: { viteModuleRunner: false },
    // An engine run mostly waits for other processes.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // No test may depend on another test having run before it. The fast tests run first.
    sequence: { shuffle: true, sequencer: Sequencer, groupOrder: 1 },
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          isolate: false,
          // They never wait: another worker would only load all modules once more.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
          include: ["tests/**/*.test.ts"],
          exclude: ["browser", "engine", "exhaustive", "processes"].map((folder) => `tests/${folder}/**`),
          globalSetup: [setUp],
          setupFiles: ["./tests/run/noProcesses.ts"],
          // These tests take milliseconds; a busy machine must not fail them.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "processes",
          isolate: false,
          include: ["tests/processes/**/*.test.ts"],
          globalSetup: [setUp],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          isolate: false,
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: [setUp, "./tests/run/startChromium.ts"],
          testTimeout: 120_000,
        },
      },
      ...["engine", "exhaustive"].map((name) => ({
        extends: true as const,
        test: {
          name,
          isolate: false,
          include: [`tests/${name}/**/*.test.ts`],
          globalSetup: [setUp, prepareEngine],
          testTimeout: 600_000,
          // Some tests share a stack that is up.
          hookTimeout: 600_000,
        },
      })),
    ],
  },
});
