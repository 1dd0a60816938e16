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

export interface Load {
  /** Processor time of the server for one request. */
  readonly cpuMicroseconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Processor time of the server for one request, over two seconds of them. @throws Error on HTTP errors. */
export async function cpuMicrosecondsEach(server: ServingProgram, request: Request): Promise<number> {
  return (await load(server, request)).cpuMicroseconds;
}

/** Two seconds of requests. @throws Error on HTTP errors. */
export async function load(server: ServingProgram, request: Request): Promise<Load> {
  const { path, session, script } = request;
  const args = ['-t1', '-c16', '-d2s', '--latency'];
  if (session) args.push('-H', `Nano-Session: ${session}`);
  if (script) args.push('-s', script);
  const before = await cpuMicroseconds(server.pid);
  const { stdout } = await run('wrk', [...args, server.origin + path]);
  const spent = (await cpuMicroseconds(server.pid)) - before;
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${path}: ${stdout}`);
  const count = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  return {
    cpuMicroseconds: spent / count,
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p50Ms: millisecondsOf(stdout, '50%'),
    p99Ms: millisecondsOf(stdout, '99%'),
  };
}

function millisecondsOf(stdout: string, share: string): number {
  const [, value, unit] = new RegExp(`${share}\\s+([\\d.]+)(us|ms|s)`).exec(stdout) ?? [];
  return Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1_000 : 1);
}
