import { expect, test } from 'vitest';
import { buildPoolXml, parsePoolXml } from './pool-xml.ts';

test('a pool tells where it mounts what, whatever is in the names', () => {
  const source = { host: 'nfs.example.org', target: '/export/<a> & "b"' };
  const xml = buildPoolXml('cellar-fast', source, '/var/lib/cellar-cell/storages/fast');
  expect(parsePoolXml(xml)).toEqual({ ...source, mountPath: '/var/lib/cellar-cell/storages/fast' });
  expect(xml).toContain('<format type="nfs"');
});
