/** What a process of reusingProcesses needs for a run. */
export interface NextRun {
  runner: string;
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** Such a process prints it to both outputs at the end of a run. */
export const endOfRun = "\0end of run";
