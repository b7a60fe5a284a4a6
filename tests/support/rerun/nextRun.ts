/** What a process of reusingProcesses needs for a run. */
export interface NextRun {
  runner: string;
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

const end = "\0end of run: ";

/** What such a process prints to both outputs at the end of a run. */
export const endOfRun = (code: number | string): string => `${end}${code}`;

/** What a program printed in a line, and its exit code if that was its last one. */
export function readLine(line: string): { text: string; code?: number } {
  const [text = "", code] = line.split(end);
  return code === undefined ? { text } : { text, code: Number(code) };
}
