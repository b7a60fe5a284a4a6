import { request as plainRequest } from "node:http";
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { request as secureRequest } from "node:https";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface RawRequest {
  method?: string;
  /** Any header, including `host` and `content-length`, which `fetch` would set itself. */
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  /** What stands in the request line, where it is not the URL's path. */
  target?: string;
  /** PEM of the authority to trust. */
  ca?: string;
}

/** A literal request that no browser and no `fetch` would send. */
export async function rawRequest(url: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body, target, ca } = options;
  const to = new URL(url);
  const send = to.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(to, {
      method,
      headers,
      agent: false,
      ...(target === undefined ? {} : { path: target }),
      ...(ca === undefined ? {} : { ca }),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.end(body);
  });
}
