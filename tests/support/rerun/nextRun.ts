/** What a process of reusingProcesses needs for its next run. Its options and its folder stay. */
export interface NextRun {
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** Such a process prints it to both outputs at the end of a run. */
export const endOfRun = "\0end of run";
