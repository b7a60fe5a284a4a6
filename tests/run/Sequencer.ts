import { createHash } from "node:crypto";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** The shortest tests run last, while the last long one is still running. */
const projects = ["browser", "exhaustive", "engine", "processes"];

/**
 * Test files in random order, the same for the same seed, but one project after another: a worker that goes
 * on with the same project keeps what it has loaded.
 */
export class Sequencer extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const place = ({ project, moduleId }: TestSpecification): string =>
      `${projects.indexOf(project.name)} ${createHash("sha1").update(`${seed} ${moduleId}`).digest("hex")}`;
    return Promise.resolve(files.toSorted((one, other) => (place(one) < place(other) ? -1 : 1)));
  }
}
