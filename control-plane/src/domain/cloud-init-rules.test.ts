import { expect, test } from 'vitest';
import { checkCloudInit } from './cloud-init-rules.ts';

const sound = {
  rootEnabled: false,
  adminName: 'root',
  adminSecret: 'x',
  dataPath: '/opt/data',
  userData: '',
};
const check = (change: Partial<typeof sound>) => () => checkCloudInit({ ...sound, ...change });

test.for([
  {},
  { adminName: '_backup.user-2' },
  { adminName: 'A'.repeat(32) },
  { adminSecret: '' },
  { adminSecret: `'"$(id)\\ : #ü😀` },
  { adminSecret: 'ü'.repeat(127) },
  { dataPath: '/data' },
  { dataPath: '/var/lib/my-sql_2/v1.0' },
  { dataPath: '/variety' },
])('%o is taken', (change) => {
  expect(check(change)).not.toThrow();
});

test.for([
  '',
  '-x',
  '1a',
  '.a',
  'a b',
  'a:b',
  'a\nb',
  'a;b',
  '$(id)',
  'a,b',
  'ä',
  'a/b',
  `a'b`,
  'a'.repeat(33),
])('the administrator %j is refused', (adminName) => {
  expect(check({ adminName })).toThrow(/^cloud_init\.admin_name .* is not allowed: it must be 1 to 32 of/);
});

test.for(['a\nb', 'a\0', '\u0085', 'ü'.repeat(128)])(
  'the secret %j is refused and not told',
  (adminSecret) => {
    expect(check({ adminSecret })).toThrow(/^cloud_init\.admin_secret must (not )?have [a-z0-9 ]+(UTF-8)?$/);
  },
);

test.for([
  ...['', '/', 'data', './data', '/a/', '//a', '/a//b', '/a/../etc', '/..', '/a/.', '/.hidden', '/-o'],
  ...[
    '/a b',
    '/a\tb',
    '/a\nb /etc ext4',
    '/a;b',
    '/$(id)',
    `/a'b`,
    '/a"b',
    '/a#b',
    '/ä',
    `/${'a'.repeat(255)}`,
  ],
])('the path %j is refused', (dataPath) => {
  expect(check({ dataPath })).toThrow(
    /^cloud_init\.data_path .* is not allowed: it must be an absolute path/,
  );
});

test.for(['/etc', '/usr', '/var', '/dev', '/dev/shm', '/proc/1', '/run/data', '/lib64'])(
  'the path %j of the system is refused',
  (dataPath) => {
    expect(check({ dataPath })).toThrow('the system itself is there');
  },
);
