import { describe, expect, test } from 'vitest';
import type { Qos } from '../../proto/src/model.ts';
import { type Current, define, defineAndStart, expectFailure } from './context.ts';

const diskLimits = { readBytesPerSecond: 0, writeBytesPerSecond: 2 ** 20, readIops: 100, writeIops: 0 };
const networkLimits = { receiveBytesPerSecond: 2 ** 20, sendBytesPerSecond: 0 };
const after: Qos = { cpuPriority: 'high', ...diskLimits, ...networkLimits };

/** That the limits hold is measured in `test/real/qos.test.ts`. */
export function qosTests(current: Current): void {
  describe('QoS', () => {
    test.each(['stopped', 'running'] as const)('of a %s guest is kept over its starts', async (state) => {
      const context = current();
      const { hypervisor, newSpec } = context;
      const { id } = await (state === 'running' ? defineAndStart(context) : define(context, newSpec()));
      for (let round = 0; round < 2; round += 1) {
        await hypervisor.setCpuPriority(id, 'high');
        await hypervisor.setDiskQos(id, diskLimits);
        await hypervisor.setNetworkQos(id, networkLimits);
        expect(await hypervisor.getGuest(id)).toMatchObject({ state, spec: { qos: after } });
      }
      if (state === 'running') await hypervisor.destroyGuest(id);
      expect((await hypervisor.getGuest(id)).spec.qos).toEqual(after);
      await hypervisor.startGuest(id, { type: 'disk' });
      expect((await hypervisor.getGuest(id)).spec.qos).toEqual(after);
    });

    test('takes limits of any size, and none at all', async () => {
      const context = current();
      const { hypervisor } = context;
      const huge = Number.MAX_SAFE_INTEGER;
      const disk = { readBytesPerSecond: huge, writeBytesPerSecond: huge, readIops: huge, writeIops: huge };
      const network = { receiveBytesPerSecond: huge, sendBytesPerSecond: huge };
      const zeros = (limits: object) => Object.fromEntries(Object.keys(limits).map((name) => [name, 0]));
      const spec = context.newSpec();
      const limited = { ...spec.qos, ...disk, ...network };
      const { id } = await defineAndStart(context, { ...spec, qos: limited });
      expect((await hypervisor.getGuest(id)).spec.qos).toEqual(limited);
      await hypervisor.setDiskQos(id, disk);
      await hypervisor.setNetworkQos(id, network);
      await hypervisor.setDiskQos(id, zeros(disk) as typeof disk);
      await hypervisor.setNetworkQos(id, zeros(network) as typeof network);
      expect((await hypervisor.getGuest(id)).spec.qos).toEqual({
        ...limited,
        ...zeros(limited),
        cpuPriority: spec.qos.cpuPriority,
      });
      await hypervisor.destroyGuest(id);
      await hypervisor.startGuest(id, { type: 'disk' });
    });

    test('is for guests of this cell', async () => {
      const { hypervisor, newSpec } = current();
      const { id } = newSpec();
      await expectFailure(hypervisor.setCpuPriority(id, 'low'), 'not_found');
      await expectFailure(hypervisor.setDiskQos(id, diskLimits), 'not_found');
      await expectFailure(hypervisor.setNetworkQos(id, networkLimits), 'not_found');
    });
  });
}
