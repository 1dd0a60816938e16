/**
 * The link to one cell: a gRPC connection with its event stream, made again whenever it breaks.
 *
 *   waiting ──▶ connecting ──first message──▶ connected
 *      ▲             │                            │
 *      └── backoff ──┴───── broken or silent ─────┘
 *
 * Verbs go through while it is connected. The cell counts as alive from an inventory until it has been silent for
 * `silentAfterMs`, so that an agent which restarts in less is not taken for lost.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { PeerCertificate } from 'node:tls';
import { Metadata } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { cellUri, urisOf } from '../../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellEvent } from '../../../../proto/src/model.ts';
import { cellService } from '../../../../proto/src/service.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Clock, Store } from '../../use-cases/ports/index.ts';
import type { Authority } from '../authority.ts';
import type { LiveState } from '../live/live-state.ts';
import { Backoff } from './backoff.ts';
import { type CallTarget, type Stoppable, unreachable } from './call.ts';
import { openChannel } from './channel.ts';
import { Ingest } from './ingest.ts';
import type { Turns } from './turns.ts';

/** An attempt may take this long even where silence is short. */
const shortestAttemptMs = 5_000;

const statisticsIntervalMs = 2_000;

/** A connection that takes longer to come up lets the next one begin. */
const longestTurnMs = 2_000;

export interface LinkContext {
  readonly store: Pick<Store, 'guests'>;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly authority: Pick<Authority, 'secureContext'>;
  readonly silentAfterMs: number;
  /** Shared by all links: handshakes of a thousand cells at once would all be too slow. */
  readonly turns: Turns;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export class CellLink {
  readonly cell: Cell;
  readonly #context: LinkContext;
  readonly #stop = new AbortController();
  readonly #running = new Set<Stoppable>();
  #target: CallTarget | undefined;
  #stream: Stoppable | undefined;
  #heardMonotonicMs = performance.now();
  #attemptMonotonicMs = performance.now();
  #brokenBecause = 'it has not been reached yet';
  /** The agent lives without its hypervisor and sends no statistics: its silence means nothing. */
  #hypervisorLost = false;

  constructor(context: LinkContext, cell: Cell) {
    this.#context = context;
    this.cell = cell;
  }

  /** @param afterMs wait before the first attempt. */
  start(afterMs: number): void {
    this.#run(afterMs).catch((error: unknown) => {
      this.#context.log.error({ err: error, cell: this.cell.name }, 'the link to a cell ended unexpectedly');
    });
  }

  /** Ends the connection and every call on it. */
  stop(): void {
    this.#stop.abort();
    this.#stream?.cancel();
    for (const call of this.#running) call.cancel();
  }

  /** What verbs take. @throws DomainError `cell_unreachable` at once while there is no connection. */
  target(): CallTarget {
    if (this.#target) return this.#target;
    throw unreachable(this.cell.name, new Error(this.#brokenBecause));
  }

  readonly checkServerIdentity = (_host: string, certificate: PeerCertificate): Error | undefined => {
    if (urisOf(certificate.subjectaltname).includes(cellUri(this.cell.id))) return undefined;
    return new DomainError(
      'unauthenticated',
      `the server at ${this.cell.address} is not the cell '${this.cell.name}'`,
      {
        reason: 'wrong_cell',
      },
    );
  };

  /** Call now and then. @param stalledMs how long this program did not run: no cell's fault. */
  checkSilence(nowMonotonicMs: number, stalledMs: number): void {
    this.#heardMonotonicMs += stalledMs;
    this.#attemptMonotonicMs += stalledMs;
    if (this.#hypervisorLost) return;
    const { live, silentAfterMs } = this.#context;
    const silentMs = nowMonotonicMs - this.#heardMonotonicMs;
    const attemptMs = nowMonotonicMs - this.#attemptMonotonicMs;
    if (this.#target ? silentMs >= silentAfterMs : attemptMs >= Math.max(silentAfterMs, shortestAttemptMs)) {
      this.#break(`it has said nothing for ${Math.round(this.#target ? silentMs : attemptMs)} ms`);
    }
    if (silentMs < silentAfterMs) return;
    const record = live.ensureCell(this.cell.id);
    if (record.alive)
      this.#context.log.warn({ cell: this.cell.name, reason: this.#brokenBecause }, 'a cell is lost');
    live.cellLost(record, `cell '${this.cell.name}' is lost: ${this.#brokenBecause}`, 'cell_lost');
  }

  async #run(afterMs: number): Promise<void> {
    const backoff = new Backoff();
    const { signal } = this.#stop;
    let waitMs = afterMs;
    while (!signal.aborted) {
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const endTurn = await this.#context.turns.take(signal);
      const timer = setTimeout(endTurn, longestTurnMs);
      const reason = await this.#connect(() => {
        endTurn();
        backoff.reset();
      });
      clearTimeout(timer);
      endTurn();
      if (signal.aborted) return;
      this.#explain(reason);
      waitMs = backoff.next();
    }
  }

  /** One connection from its start to its end; returns why it ended. */
  async #connect(onConnected: () => void): Promise<string> {
    const { authority, clock, live, log, silentAfterMs, store } = this.#context;
    const { checkServerIdentity } = this;
    this.#attemptMonotonicMs = performance.now();
    let broken = '';
    const { address } = this.cell;
    const channel = openChannel({ address, secureContext: authority.secureContext, checkServerIdentity });
    const { client } = channel;
    const { path, requestSerialize, responseDeserialize } = cellService.events;
    // Statistics are the sign of life: several must fit into the silence that counts as a loss.
    const request = {
      statisticsIntervalMs: Math.max(1, Math.min(statisticsIntervalMs, Math.floor(silentAfterMs / 4))),
    };
    const stream = client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      new Metadata(),
    );
    stream.on('error', () => undefined);
    this.#stream = { cancel: () => stream.cancel() };
    this.#break = (reason) => {
      broken = reason;
      this.#explain(reason);
      stream.cancel();
    };
    try {
      const ingest = new Ingest(store, clock, live, live.ensureCell(this.cell.id));
      for await (const event of stream as AsyncIterable<CellEvent>) {
        if (this.#stop.signal.aborted) break;
        this.#heardMonotonicMs = performance.now();
        if (!this.#target) {
          this.#target = { cellName: this.cell.name, client, running: this.#running };
          this.#brokenBecause = '';
          onConnected();
          log.info({ cell: this.cell.name }, 'linked to a cell');
        }
        if (event.type === 'hypervisor_lost') this.#hypervisorLost = true;
        else if (event.type === 'inventory') this.#hypervisorLost = false;
        await ingest.take(event);
      }
      return broken || 'its agent ended the event stream';
    } catch (error) {
      return broken || sentenceOf(error);
    } finally {
      this.#target = undefined;
      this.#hypervisorLost = false;
      this.#break = () => undefined;
      stream.cancel();
      channel.close();
    }
  }

  #break: (reason: string) => void = () => undefined;

  #explain(reason: string): void {
    if (reason === this.#brokenBecause) return;
    this.#brokenBecause = reason;
    this.#context.log.info({ cell: this.cell.name, reason }, 'no link to a cell');
  }
}

function sentenceOf(error: unknown): string {
  const details =
    typeof error === 'object' && error !== null && 'details' in error ? error.details : undefined;
  if (typeof details === 'string' && details !== '') return details;
  return error instanceof Error ? error.message : 'unknown error';
}
