import { describe, expect, test } from 'vitest';
import { openPolicy, type SecurityPolicy } from '../../proto/src/model-policy.ts';
import { type Current, define, defineAndStart, expectFailure } from './context.ts';
import { internalInterface } from './small-guest.ts';

const policy: SecurityPolicy = {
  defaultAction: 'reject',
  rules: [
    { action: 'accept', protocol: 'tcp', toPort: 22, fromAddress: '10.0.0.0/8', interface: 1 },
    { action: 'reject', protocol: 'all', toPort: 53, fromAddress: 'fd00::1', interface: 0 },
    { action: 'accept', protocol: 'icmp', toPort: 0, fromAddress: '', interface: 0 },
  ],
};

/** That the policies hold is measured in `test/real/guest-filter.test.ts` and `security-policies.test.ts`. */
export function filterTests(current: Current): void {
  describe('security policies', () => {
    test.each(['stopped', 'running'] as const)('of a %s guest are kept over its starts', async (state) => {
      const context = current();
      const { hypervisor, newSpec } = context;
      const spec = newSpec({ interfaces: [internalInterface(), internalInterface()] });
      const { id } = await (state === 'running' ? defineAndStart(context, spec) : define(context, spec));
      expect((await hypervisor.getGuest(id)).spec.securityPolicy).toEqual(openPolicy);
      for (let round = 0; round < 2; round += 1) {
        await hypervisor.setSecurityPolicy(id, policy);
        expect(await hypervisor.getGuest(id)).toMatchObject({ state, spec: { securityPolicy: policy } });
      }
      if (state === 'running') await hypervisor.destroyGuest(id);
      await hypervisor.startGuest(id, { type: 'disk' });
      expect((await hypervisor.getGuest(id)).spec).toEqual({ ...spec, securityPolicy: policy });
      await hypervisor.setSecurityPolicy(id, openPolicy);
      expect((await hypervisor.getGuest(id)).spec).toEqual(spec);
    });

    test('are there from the start of a guest on, however many rules they have', async () => {
      const context = current();
      const many = Array.from({ length: 200 }, (_, index) => ({
        action: 'accept' as const,
        protocol: 'all' as const,
        toPort: 1_000 + index,
        fromAddress: `10.${index}.0.0/16`,
        interface: index % 3,
      }));
      const securityPolicy: SecurityPolicy = { defaultAction: 'reject', rules: many };
      const spec = context.newSpec({ interfaces: [internalInterface()], securityPolicy });
      const { id } = await defineAndStart(context, spec);
      expect((await context.hypervisor.getGuest(id)).spec.securityPolicy).toEqual(securityPolicy);
    });

    test('are for guests of this cell', async () => {
      const { hypervisor, newSpec } = current();
      await expectFailure(hypervisor.setSecurityPolicy(newSpec().id, policy), 'not_found');
    });
  });
}
