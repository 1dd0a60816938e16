/** A gRPC server with mutual TLS and one unary method that answers with what it gets. Keys on stdin, port on stdout. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';

const identity = (bytes: Buffer) => bytes;
const [line] = (await once(createInterface(process.stdin), 'line')) as [string];
const { ca, key, certificate } = JSON.parse(line) as { ca: string; key: string; certificate: string };
const server = new Server();
const echo = (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) =>
  reply(null, call.request);
server.register('/bench/Echo', echo, identity, identity, 'unary');
const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
server.bindAsync('127.0.0.1:0', ServerCredentials.createSsl(Buffer.from(ca), [pair], true), (error, port) => {
  if (error) throw error;
  console.log(port);
});
