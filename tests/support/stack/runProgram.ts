import { reusingProcesses } from "../rerun/reusingProcesses.ts";

/** Runs this checkout's program for all stacks of a test process. */
export const runProgram = reusingProcesses();
