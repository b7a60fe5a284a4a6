import { createHash } from "node:crypto";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * Test files in random order, the same for the same seed. The fast ones run last, while the last expensive
 * one is still running.
 */
export class Sequencer extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const place = ({ project, moduleId }: TestSpecification): string =>
      `${project.name === "fast" ? 1 : 0} ${createHash("sha1").update(`${seed} ${moduleId}`).digest("hex")}`;
    return Promise.resolve(files.toSorted((one, other) => (place(one) < place(other) ? -1 : 1)));
  }
}
