/**
 * Fulfils requests for desktops over their rows.
 *
 * A request is no operation of the engine: it would hold a slot while it waits for the operations that make, start and hand over
 * its desktop. Those are ordinary operations of the desktop's guest; what is to be done after a crash is read from the rows.
 */

import { type FulfilPorts, fulfilRequest } from '../../use-cases/desktop-requests/fulfil-request.ts';
import type { DesktopRequests } from '../../use-cases/ports/index.ts';
import type { EngineLog } from '../environment.ts';
import { backoffMs, sleep, systemTiming, type Timing } from '../timing.ts';

export interface RequestRunner extends DesktopRequests {
  /** Lets every unfinished request of the store go on. Call when the engine has recovered. */
  recover(): Promise<void>;
  /** Begins nothing more and waits for what is being written; call before the engine's own `drain`. */
  drain(): Promise<void>;
}

export function createRequestRunner(options: {
  readonly ports: FulfilPorts;
  readonly log: EngineLog;
  readonly timing?: Timing;
}): RequestRunner {
  const { ports, log, timing = systemTiming } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  /** What the store does not take is tried again; a request that is a bug has failed by then. */
  async function run(id: string): Promise<void> {
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      try {
        return await fulfilRequest(ports, id, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.error({ err: error, request: id }, 'the runner failed at a request for a desktop');
        await sleep(timing, backoffMs(timing, failures), stopping.signal);
      }
    }
  }

  const runner: RequestRunner = {
    start(id) {
      if (stopping.signal.aborted || running.has(id)) return;
      running.set(
        id,
        run(id).finally(() => running.delete(id)),
      );
    },

    async recover() {
      for (const id of await ports.store.desktopRequests.unfinished()) runner.start(id);
    },

    async drain() {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
  return runner;
}
