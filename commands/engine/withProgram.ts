import { purposeOf } from "../../components/hooks/purpose.ts";
import { commandOf, isDestroy } from "./pulumiArgs.ts";

/**
 * The environment in which pulumi runs the program in a refresh and in a destroy too:
 *
 * - A refresh then reads the tenant with the configuration's credentials. Without the program it takes those
 *   that the state holds, which may have been rotated since.
 * - A destroy needs the hooks that the program registers; the engine refuses it otherwise. The program is
 *   told, and declares nothing else.
 *
 * A `--run-program=false` on the command line still wins.
 */
export const withProgram = (args: readonly string[]): Readonly<Record<string, string>> => ({
  PULUMI_RUN_PROGRAM: "true",
  ...(isDestroy(commandOf(args)) && purposeOf("destroy")),
});
