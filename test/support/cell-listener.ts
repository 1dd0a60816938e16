/** The control plane's side of cells for tests: real authority, real store, real listener on a free port. */
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createCertificateRequest } from '../../cell-agent/src/identity/certificate-request.ts';
import {
  type Authority,
  type AuthorityOptions,
  openAuthority,
} from '../../control-plane/src/cells/authority.ts';
import { type CellListener, startCellListener } from '../../control-plane/src/cells/listener.ts';
import type { Cell } from '../../control-plane/src/domain/cell.ts';
import { createImageFiles } from '../../control-plane/src/images/image-files.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import type { Clock, ImageFiles, Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { sampleCell } from './domain-samples.ts';
import { openTemporaryStore } from './temporary-store.ts';
import type { Certificate } from './throwaway-pki.ts';

export const silentLog = pino({ level: 'silent' });

export interface CellSide extends AsyncDisposable {
  readonly folder: string;
  readonly store: Store;
  readonly authority: Authority;
  readonly listener: CellListener;
  readonly clock: Clock & { nowMs: () => number; shiftMs: number };
  /** How often the links were asked to follow the database. */
  readonly refreshes: { count: number };
  readonly ports: Parameters<typeof startCellListener>[0]['ports'];
  /** A certificate of this installation for a cell. */
  certify(cellId: string): Promise<Certificate>;
  /** A cell that has joined, in the database and with its certificate. */
  addCell(change?: Partial<Cell>): Promise<{ cell: Cell; keys: Certificate }>;
}

export async function openCellSide(
  lives: Pick<AuthorityOptions, 'cellLifeMs' | 'ownLifeMs'> = {},
): Promise<CellSide> {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-cells-'));
  const temporary = await openTemporaryStore();
  const clock = { shiftMs: 0, nowMs: () => Date.now() + clock.shiftMs };
  const authority = await openAuthority({
    folder: join(folder, 'pki'),
    hosts: ['cells.test'],
    clock,
    ...lives,
  });
  const refreshes = { count: 0 };
  const { store } = temporary;
  const received = await createImageFiles({ folder: join(folder, 'images'), log: silentLog });
  // Tests put what is downloaded where they please.
  const imageFiles: ImageFiles = { ...received, path: (imageId) => join(folder, imageId) };
  const cellLinks = {
    origins: () => listener.origins,
    refresh: () => {
      refreshes.count += 1;
    },
  };
  const ports = { store, ids: systemIds, clock, imageFiles, authority, cellLinks };
  const listener = await startCellListener({
    ports,
    authority,
    listen: '127.0.0.1',
    port: 0,
    advertise: null,
    log: silentLog,
  });
  const certify = async (cellId: string) => {
    const { key, request: csr } = await createCertificateRequest(cellId);
    return { key, certificate: await authority.certifyCell(csr, cellId) };
  };
  return {
    folder,
    store,
    authority,
    listener,
    clock,
    refreshes,
    ports,
    certify,
    async addCell(change = {}) {
      const cell = sampleCell({ name: `cell_${Math.random().toString(16).slice(2)}`, ...change });
      await store.cells.insert(cell);
      return { cell, keys: await certify(cell.id) };
    },
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]();
      await temporary[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** The error's reason, where the body is an error. */
  readonly reason: string | undefined;
}

export interface Question {
  readonly method?: string;
  readonly keys?: Certificate;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Asks the cell listener; the server is trusted as its own CA says. */
export function ask(
  side: Pick<CellSide, 'listener' | 'authority'>,
  path: string,
  question: Question = {},
): Promise<Answer> {
  const { method = 'GET', keys, headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: 'localhost',
        port: side.listener.port,
        path,
        method,
        headers,
        ca: side.authority.certificate,
        agent: false,
        ...(keys ? { key: keys.key, cert: keys.certificate } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: bytes,
            reason: reasonOf(bytes),
          });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function reasonOf(bytes: Buffer): string | undefined {
  try {
    return JSON.parse(bytes.toString()).error?.reason;
  } catch {
    return undefined;
  }
}
