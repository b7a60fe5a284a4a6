import { connect } from "node:net";

const interval = 2000;

/**
 * Calls `gone` when nothing listens at the engine's address any longer: a plugin must not outlive its engine.
 */
export function watchEngine(address: string, gone: () => void): void {
  const [, host, port] = /^(.*):(\d+)$/.exec(address.replace(/^\w+:\/\/\/?/, "")) ?? [];
  if (host === undefined || port === undefined) return;
  const timer = setInterval(() => {
    const probe = connect({ host: host.replace(/^\[|\]$/g, ""), port: Number(port) });
    probe.once("connect", () => probe.destroy());
    probe.once("error", gone);
  }, interval);
  timer.unref();
}

/** Shows a warning about a resource in the engine's output. */
export const warn = (address: string, urn: string, text: string): Promise<void> =>
  log(address, "WARNING", urn, text);

/** Shows a line in the engine's output. If that fails, it is ignored. */
export async function log(
  address: string,
  severity: "WARNING" | "INFO",
  urn: string,
  text: string,
): Promise<void> {
  const [{ credentials }, { EngineClient }, { default: enginePb }] = await Promise.all([
    import("@grpc/grpc-js"),
    import("@pulumi/pulumi/proto/engine_grpc_pb.js"),
    import("@pulumi/pulumi/proto/engine_pb.js"),
  ]);
  const request = new enginePb.LogRequest();
  request.setSeverity(enginePb.LogSeverity[severity]);
  request.setUrn(urn);
  request.setMessage(text);
  const client = new EngineClient(address, credentials.createInsecure());
  await new Promise<void>((done) => {
    client.log(request, () => {
      done();
    });
  });
  client.close();
}
