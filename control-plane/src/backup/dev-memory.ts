/** What `cellar dev` remembers in its folder, and what its control plane is told of it. */
import { join } from 'node:path';
import { z } from 'zod';
import { variableOf } from '../../../proto/src/settings/names.ts';

export const devMemorySchema = z.object({
  user: z.string(),
  password: z.string(),
  controlPlanePort: z.number(),
  cellListenerPort: z.number(),
  /** Ports of the other public listeners by the name of their API. */
  listeners: z.record(z.string(), z.number()).default({}),
});

export type DevMemory = z.output<typeof devMemorySchema>;

/** The settings of the control plane in the folder, as environment variables. */
export function devEnvironment(folder: string, memory: DevMemory): Record<string, string> {
  const listeners = Object.entries(memory.listeners);
  return {
    CELLAR_DATA: join(folder, 'control-plane'),
    CELLAR_NANO_PORT: String(memory.controlPlanePort),
    ...Object.fromEntries(listeners.map(([api, port]) => [variableOf(`${api}.port`), String(port)])),
    CELLAR_CELLS_LISTEN: '127.0.0.1',
    CELLAR_CELLS_PORT: String(memory.cellListenerPort),
    CELLAR_CELLS_ADVERTISE: '127.0.0.1',
  };
}
