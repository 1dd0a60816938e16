import { z } from 'zod';
import type { SystemView } from '../../../use-cases/users/describe-system.ts';
import type { FirstRun } from '../../../use-cases/users/initialize-system.ts';
import { listOf, requiredText, text } from '../../fields.ts';

export const initializeSystemRequest = z.object({
  user: requiredText(64),
  password: text(),
  menu: listOf(text(64), 100),
  group: text(64).optional(),
  display: text(200).optional(),
  role: text(64).optional(),
});

export function toFirstRun(request: z.output<typeof initializeSystemRequest>): FirstRun {
  const { menu, group, role, ...rest } = request;
  return { ...rest, menus: menu, group: group || undefined, role: role || undefined };
}

const gib = 1024 ** 3;

/** Memory and disk in GiB, as the portal's creation dialogs read them. */
export function systemToWire(system: SystemView) {
  return {
    ready: system.ready,
    max_cores: system.maxCores,
    max_memory: Math.floor(system.maxMemoryBytes / gib),
    max_disk: Math.floor(system.maxDiskBytes / gib),
  };
}
