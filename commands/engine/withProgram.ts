import { purposeOf } from "../../components/hooks/purpose.ts";
import { commandOf } from "./pulumiArgs.ts";

/** pulumi's words for destroy. */
const destroys = new Set(["destroy", "down", "dn"]);

/** How pulumi is called. */
interface Called {
  args: string[];
  environment: Readonly<Record<string, string>>;
}

/**
 * Has a destroy run the program, which registers the hooks that take back what the stack lets go of, and
 * declares nothing. The engine refuses a destroy without it.
 */
export function withProgram(args: readonly string[]): Called {
  if (!destroys.has(commandOf(args))) return { args: [...args], environment: {} };
  const given = args.some((arg) => /^--run-program(=|$)/.test(arg));
  return { args: given ? [...args] : [...args, "--run-program"], environment: purposeOf("destroy") };
}
