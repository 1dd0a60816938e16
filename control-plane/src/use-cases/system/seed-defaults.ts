import { shippedTemplates } from '../../domain/template.ts';
import type { Ports } from '../ports/index.ts';

/** On the first start of an empty database: the compute pool `default` and the shipped templates. */
export async function seedDefaults(ports: Pick<Ports, 'store' | 'ids' | 'clock'>): Promise<void> {
  const nowMs = ports.clock.nowMs();
  await ports.store.transaction(async (tx) => {
    if ((await tx.users.count()) > 0 || (await tx.templates.list()).length > 0) return;
    await tx.pools.insert({
      name: 'default',
      enabled: true,
      storage: '',
      network: '',
      failover: false,
      createdAtMs: nowMs,
    });
    for (const [index, template] of shippedTemplates.entries()) {
      const createdAtMs = nowMs + index;
      await tx.templates.insert({
        ...template,
        id: ports.ids.xid(nowMs),
        createdAtMs,
        modifiedAtMs: createdAtMs,
      });
    }
  });
}
