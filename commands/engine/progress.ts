/** Reports progress to the person who waits. Each command decides how to show it. */
export type Progress = (message: string) => void;
