/** What stands for an argument in an example where a command tells none of its own. */
const words: Readonly<Record<string, string>> = {
  guest: 'web',
  cell: 'cell-1',
  pool: 'edge',
  image: 'debian-12',
  media: 'rescue',
  disk: '0',
  size: '20G',
  snapshot: 'before-upgrade',
  user: 'alice',
  group: 'staff',
  role: 'operator',
  policy: 'web-only',
  template: 'small',
  token: 'backup-script',
  start: '10.0.0.10',
  project: 'office',
  desktop: 'trs-01',
  volume: 'archive',
  network: 'outside',
  'floating-ip': '203.0.113.10',
  shell: 'bash',
};
const id = '7f2b8a52-9a64-4c0e-8f5e-0d3c1c0c7c11';
const named = 'sample';

/** E.g. `cellar guest start web`. @param path names of the commands, the program's first. */
export function sampleExample(path: readonly string[], parameters: readonly string[]): string {
  const noun = path.at(-2) ?? '';
  const given = parameters.map((name) => {
    if (name === 'name') return words[noun] ?? named;
    return (
      words[name] ?? (['operation', 'warning', 'user-id', 'session-id', 'batch'].includes(name) ? id : named)
    );
  });
  return [...path, ...given].join(' ');
}
