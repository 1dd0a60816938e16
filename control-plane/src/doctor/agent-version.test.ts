import { expect, test } from 'vitest';
import { agentVersionFinding } from './agent-version.ts';

test('an agent of this version is well', () => {
  expect(agentVersionFinding('cells', 'cell1', '1.9.0', '1.9.0').level).toBe('ok');
});

test.each([
  ['1.9.0', '1.10.0', /cellar cell upgrade cell1\./],
  ['', '1.10.0', /cellar cell upgrade cell1\./],
  ['1.10.0', '1.9.0', /^Upgrade the control plane\./],
])('of an agent of %j and a control plane of %j the older one is to be upgraded', (agent, own, remedy) => {
  const found = agentVersionFinding('cells', 'cell1', agent, own);
  expect(found).toMatchObject({ level: 'warning', remedy: expect.stringMatching(remedy) });
});
