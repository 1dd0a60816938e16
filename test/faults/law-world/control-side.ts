import { join } from 'node:path';
import type { Authority } from '../../../control-plane/src/cells/authority.ts';
import { Gateway } from '../../../control-plane/src/cells/gateway.ts';
import { startCellListener } from '../../../control-plane/src/cells/listener.ts';
import { createImageFiles } from '../../../control-plane/src/images/image-files.ts';
import { systemTiming } from '../../../control-plane/src/operations/timing.ts';
import { systemIds } from '../../../control-plane/src/system/ids.ts';
import { RunLeases } from '../../../control-plane/src/use-cases/failover/run-leases.ts';
import type {
  CellGateway,
  ImageFiles,
  LiveView,
  Store,
} from '../../../control-plane/src/use-cases/ports/index.ts';
import { silentLog } from '../../support/cell-listener.ts';
import { poll } from '../../support/poll.ts';
import type { Ground } from './ground.ts';
import { lawImage, lawMedia } from './samples.ts';

export interface ControlSide extends AsyncDisposable {
  readonly cells: CellGateway;
  readonly live: LiveView;
  readonly leases: RunLeases;
  readonly imageFiles: ImageFiles;
}

/** The control plane's links, its run leases and the listener that images come from. */
export async function startControlSide(
  store: Store,
  { authority, clock, folder }: Ground,
  files: string,
): Promise<ControlSide> {
  const received = await createImageFiles({ folder: files, log: silentLog });
  const given = new Set([lawImage.id, lawMedia.id]);
  const imageFiles: ImageFiles = {
    ...received,
    path: (id, kind, version) => (given.has(id) ? join(folder, id) : received.path(id, kind, version)),
  };
  const links = { origins: () => [], refresh: () => undefined };
  const listener = await startCellListener({
    ports: { store, ids: systemIds, clock, imageFiles, authority, cellLinks: links },
    authority: authority satisfies Authority,
    listen: '127.0.0.1',
    port: 0,
    advertise: null,
    log: silentLog,
  });
  const origins = () => listener.origins;
  const gateway = new Gateway({ store, clock, authority, origins, silentAfterMs: 20_000, log: silentLog });
  await gateway.start();
  const leases = await RunLeases.open({
    store,
    cells: gateway.verbs,
    timing: systemTiming,
    settings: { durationMs: 600_000, beatMs: 20_000, marginMs: 0, longMs: 600_000 },
  });
  for (const { id, name } of await store.cells.list())
    await poll(`${name} is alive`, () => gateway.live.cell(id)?.alive === true);
  return {
    cells: gateway.verbs,
    live: gateway.live,
    leases,
    imageFiles,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
    },
  };
}
