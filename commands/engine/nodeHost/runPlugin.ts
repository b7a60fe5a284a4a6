import type { ServerWritableStream } from "@grpc/grpc-js";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";

/**
 * Runs a policy pack with the SDK's own runner, in the pack's folder, as Pulumi's host does. Its output goes
 * to the engine, which reads the port of the pack's server from the first line.
 *
 * Pulumi's host also passes the stack's configuration to the pack through the environment. This host does
 * not, so a pack that is run by both must not read it.
 */
export async function runPlugin(
  call: ServerWritableStream<languagePb.RunPluginRequest, languagePb.RunPluginResponse>,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  if (request.getKind() !== "analyzer") {
    const message = `This host runs policy packs only, not ${request.getKind()} plugins.`;
    call.emit("error", Object.assign(new Error(message), { code: 12, details: message }));
    return;
  }
  const runner = createRequire(join(folder, "package.json")).resolve(
    "@pulumi/pulumi/cmd/run-policy-pack/index.js",
  );
  const child = spawn(process.execPath, [runner, ...request.getArgsList(), folder], {
    cwd: folder,
    env: { ...environment, ...variables(request.getEnvList()) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const answer = (fill: (response: languagePb.RunPluginResponse) => void) => {
    const response = new languagePb.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  call.once("cancelled", () => child.kill());
  child.stdout.on("data", (chunk: Buffer) => {
    answer((response) => {
      response.setStdout(chunk);
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    answer((response) => {
      response.setStderr(chunk);
    });
  });
  const code = await new Promise<number>((ended) => {
    child.once("error", () => {
      ended(1);
    });
    child.once("close", (exitCode) => {
      ended(exitCode ?? 1);
    });
  });
  answer((response) => {
    response.setExitcode(code);
  });
  call.end();
}

function variables(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]),
  );
}
