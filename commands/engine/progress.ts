/** Tells the person who waits what is being done; a command decides how it looks. */
export type Progress = (message: string) => void;
