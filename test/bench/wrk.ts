/** Load on one address: wrk, one thread, 16 connections that are kept. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cpuMicroseconds } from './child-program.ts';
import type { ServingProgram } from './seeded-control-plane.ts';

const run = promisify(execFile);

export interface Request {
  readonly path: string;
  readonly session?: string;
  /** A script for wrk, for everything but a plain GET. */
  readonly script?: string;
}

/** Processor time of the server for one request, over two seconds of them. @throws Error on HTTP errors. */
export async function cpuMicrosecondsEach(server: ServingProgram, request: Request): Promise<number> {
  const { path, session, script } = request;
  const args = ['-t1', '-c16', '-d2s'];
  if (session) args.push('-H', `Nano-Session: ${session}`);
  if (script) args.push('-s', script);
  const before = await cpuMicroseconds(server.pid);
  const { stdout } = await run('wrk', [...args, server.origin + path]);
  const spent = (await cpuMicroseconds(server.pid)) - before;
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${path}: ${stdout}`);
  return spent / Number(/(\d+) requests in/.exec(stdout)?.[1]);
}
