import { expect, test } from 'vitest';
import { bandwidthFinding } from './bandwidth.ts';

test('who limits bandwidth is told, and only nobody is a fault', () => {
  const lacks = ['sch_sfq', 'act_police'];
  expect(bandwidthFinding({ by: 'libvirt', missing: [] })).toMatchObject({ level: 'ok' });
  const byAgent = bandwidthFinding({ by: 'agent', missing: lacks });
  expect(byAgent).toMatchObject({ level: 'ok', message: expect.stringContaining('by the agent') });
  expect(byAgent.message).toContain('lacks sch_sfq, act_police');
  expect(bandwidthFinding({ by: 'nobody', missing: lacks })).toMatchObject({ level: 'warning' });
  expect(bandwidthFinding({ by: 'nobody', missing: null }).message).not.toContain('lacks');
});
