import { purposeOf } from "../../components/hooks/purpose.ts";
import { commandOf, isDestroy } from "./pulumiArgs.ts";

/**
 * The environment that makes pulumi run the program in a refresh and a destroy too:
 *
 * - A refresh then reads the tenant with the configuration's credentials. Without the program it uses those
 * in the state, which may have been rotated since.
 * - A destroy needs the hooks that the program registers; otherwise the engine rejects the destroy. The
 * program is told about the destroy and declares nothing else.
 *
 * A `--run-program=false` on the command line still wins.
 */
export const withProgram = (args: readonly string[]): Readonly<Record<string, string>> => ({
  PULUMI_RUN_PROGRAM: "true",
  ...(isDestroy(commandOf(args)) && purposeOf("destroy")),
});
