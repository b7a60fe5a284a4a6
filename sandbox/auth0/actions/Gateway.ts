import { createServer, request as plainRequest } from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { request as secureRequest } from "node:https";
import { Duplex, pipeline } from "node:stream";

/** The most bytes that one connection may carry each way; a message to a carrier has a few hundred. */
const connectionBytes = 1_048_576;
/** Headers of one connection, not of the message [RFC 9110, 7.6.1]. */
const ofConnection = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
];

/** The local tenant's end of a connection that an Action opened: it reads what the Action sends as HTTP. */
export class Connection extends Duplex {
  readonly #write: (data: Buffer) => void;
  #received = 0;
  #sent = 0;

  constructor(write: (data: Buffer) => void) {
    super();
    this.#write = write;
  }

  receive(data: Buffer): void {
    this.#received += data.length;
    if (this.#received > connectionBytes) this.destroy();
    else this.push(data);
  }

  override _read(): void {
    // Data is pushed as it arrives.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#sent += chunk.length;
    if (this.#sent > connectionBytes) this.destroy();
    else this.#write(chunk);
    done();
  }

  setTimeout(): this {
    return this;
  }
}

/** Forwards requests of Actions to the stand-ins of the intended hosts. It does not listen on any port. */
export class Gateway {
  readonly #hosts: Map<string, URL>;
  readonly #bases = new WeakMap<object, { host: string; base: URL }>();
  readonly #server = createServer((request, response) => {
    this.#lead(request, response);
  });

  constructor(hosts: Record<string, string>) {
    this.#hosts = new Map(Object.entries(hosts).map(([host, base]) => [host, new URL(base)]));
  }

  /** A connection to the host's stand-in; `undefined` for a host without one. */
  connect(host: string, write: (data: Buffer) => void): Connection | undefined {
    const base = this.#hosts.get(host);
    if (base === undefined) return undefined;
    const connection = new Connection(write);
    this.#bases.set(connection, { host, base });
    this.#server.emit("connection", connection);
    return connection;
  }

  #lead(incoming: IncomingMessage, answer: ServerResponse): void {
    const target = this.#bases.get(incoming.socket);
    if (target === undefined) return void incoming.socket.destroy();
    const { host, base } = target;
    const send = base.protocol === "https:" ? secureRequest : plainRequest;
    const outgoing = send(
      {
        hostname: base.hostname.replace(/^\[|\]$/g, ""),
        port: base.port,
        agent: false,
        method: incoming.method,
        path: base.pathname.replace(/\/$/, "") + (incoming.url ?? "/"),
        headers: { ...endToEnd(incoming.headers), host: base.host, "x-forwarded-host": host },
      },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, {
          ...endToEnd(response.headers),
          // Limits a connection to one request.
          connection: "close",
        });
        pipeline(response, answer, () => undefined);
      },
    );
    // If a stand-in is down, the host appears to be down.
    outgoing.on("error", () => void incoming.socket.destroy());
    pipeline(incoming, outgoing, () => undefined);
  }
}

function endToEnd(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.includes(name)));
}
