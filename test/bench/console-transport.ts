/**
 * Measures a gRPC bidi stream against a raw TLS tunnel for console bytes, both with P-256 mTLS, server and client
 * in two processes, interleaved in one run. Prints JSON. `node test/bench/console-transport.ts`
 */
import { fork } from 'node:child_process';
import { type EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { Client, credentials, type MethodDefinition, Server, ServerCredentials } from '@grpc/grpc-js';
import { createThrowawayAuthority } from '../support/throwaway-pki.ts';

const roundTrips = 3_000;
const bulkBytes = 192 * 1024 * 1024;
const chunk = Buffer.alloc(64 * 1024, 7);
const repeats = 5;

interface ByteStream extends EventEmitter {
  write(bytes: Buffer): boolean;
  end(): unknown;
  destroy(): unknown;
}

interface Keys {
  readonly ca: string;
  readonly key: string;
  readonly certificate: string;
}

const identity = (bytes: Buffer) => bytes;
const method: MethodDefinition<Buffer, Buffer> = {
  path: '/bench/Console',
  requestStream: true,
  responseStream: true,
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
};

/** Echoes messages of 16 bytes; swallows the rest and answers one byte for each full `bulkBytes`. */
function respond(stream: ByteStream): void {
  let swallowed = 0;
  stream.on('data', (bytes: Buffer) => {
    if (bytes.length === 16 && swallowed === 0) {
      stream.write(bytes);
      return;
    }
    swallowed += bytes.length;
    if (swallowed < bulkBytes) return;
    swallowed = 0;
    stream.write(Buffer.alloc(1));
  });
  stream.on('end', () => stream.end());
  stream.on('error', () => stream.destroy());
}

async function serve({ ca, key, certificate }: Keys): Promise<void> {
  const tunnel = createServer(
    { ca, key, cert: certificate, requestCert: true, noDelay: true },
    respond,
  ).listen(0, '127.0.0.1');
  await once(tunnel, 'listening');
  const grpc = new Server();
  grpc.register(method.path, respond, identity, identity, 'bidi');
  const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
  const grpcPort = await new Promise<number>((resolve, reject) => {
    const secure = ServerCredentials.createSsl(Buffer.from(ca), [pair], true);
    grpc.bindAsync('127.0.0.1:0', secure, (error, port) => (error ? reject(error) : resolve(port)));
  });
  process.send?.({ tunnelPort: (tunnel.address() as AddressInfo).port, grpcPort });
}

async function roundTripMicroseconds(stream: ByteStream): Promise<number> {
  const message = Buffer.alloc(16, 1);
  const times: number[] = [];
  for (let n = 0; n < roundTrips; n += 1) {
    const start = process.hrtime.bigint();
    const answered = once(stream, 'data');
    stream.write(message);
    await answered;
    times.push(Number(process.hrtime.bigint() - start) / 1_000);
  }
  return median(times);
}

async function mebibytesPerSecond(stream: ByteStream): Promise<number> {
  const start = process.hrtime.bigint();
  const answered = once(stream, 'data');
  for (let sent = 0; sent < bulkBytes; sent += chunk.length)
    if (!stream.write(chunk)) await once(stream, 'drain');
  await answered;
  return bulkBytes / 1024 / 1024 / (Number(process.hrtime.bigint() - start) / 1e9);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(keys: Keys, ports: { tunnelPort: number; grpcPort: number }): Promise<void> {
  const { ca, key, certificate } = keys;
  const checkServerIdentity = () => undefined;
  const socket = connect({
    host: 'localhost',
    port: ports.tunnelPort,
    ca,
    key,
    cert: certificate,
    checkServerIdentity,
  });
  socket.setNoDelay(true);
  await once(socket, 'secureConnect');
  const secure = credentials.createSsl(Buffer.from(ca), Buffer.from(key), Buffer.from(certificate), {
    checkServerIdentity,
  });
  const client = new Client(`localhost:${ports.grpcPort}`, secure);
  const call = client.makeBidiStreamRequest(method.path, identity, identity);
  const series = () => ({ rttUs: [] as number[], mibPerS: [] as number[] });
  const results = { tunnel: series(), grpc: series() };
  for (let n = 0; n < repeats; n += 1) {
    results.tunnel.rttUs.push(await roundTripMicroseconds(socket));
    results.grpc.rttUs.push(await roundTripMicroseconds(call));
    results.tunnel.mibPerS.push(await mebibytesPerSecond(socket));
    results.grpc.mibPerS.push(await mebibytesPerSecond(call));
  }
  const summary = Object.fromEntries(
    Object.entries(results).map(([name, { rttUs, mibPerS }]) => [
      name,
      { rttUs: median(rttUs), mibPerS: median(mibPerS) },
    ]),
  );
  console.log(JSON.stringify(summary));
  call.end();
  call.resume();
  await once(call, 'end');
  client.close();
  socket.end();
  await once(socket, 'close');
}

if (process.send) {
  process.once('message', (keys) => void serve(keys as Keys));
} else {
  const authority = await createThrowawayAuthority();
  const keys = { ca: authority.certificate, ...(await authority.issue('cellar:control-plane')) };
  const server = fork(import.meta.filename);
  server.send(keys);
  const [ports] = (await once(server, 'message')) as [{ tunnelPort: number; grpcPort: number }];
  await measure(keys, ports);
  server.kill();
  await once(server, 'exit');
}
