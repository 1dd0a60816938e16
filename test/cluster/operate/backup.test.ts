/** Backup and restore of a Cellar that works meanwhile. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';
import { type RunningDevCluster, startDevCluster } from '../../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../../support/dev-programs.ts';
import { DevUser } from '../../support/dev-user.ts';
import { poll } from '../../support/poll.ts';

let cluster: RunningDevCluster;
let user: DevUser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-backups-'));
  cluster = await startDevCluster({ cells: 1, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const succeed = async (...words: string[]) => {
  const { code, out, err } = await runCellar(words);
  expect([words, code, err]).toEqual([words, 0, '']);
  return out;
};

/** Writes the database without pause until the work has ended. */
async function underWrites<T>(work: Promise<T>): Promise<T> {
  let working = true;
  const ended = work.finally(() => {
    working = false;
  });
  for (let n = 0; working; n += 1) {
    const name = `pool-${n}`;
    await user.nano.succeed('POST', `/compute_pools/${name}`, {});
  }
  return await ended;
}

test('a backup made under writes gives back everything from before it', async () => {
  const guest = await user.create('kept');
  await user.start(guest);
  const file = join(folder, 'one.tar.gz');
  await underWrites(succeed('backup', '--data', cluster.data, file));
  const later = await user.create('later');
  const refused = await runCellar(['restore', '--data', cluster.data, '--force', file]);
  expect([refused.code, refused.err]).toEqual([5, expect.stringMatching(/in use by another control plane/)]);

  await killDevProgram(cluster.data, 'control-plane');
  const full = await runCellar(['restore', '--data', cluster.data, file]);
  expect([full.code, full.err]).toEqual([5, expect.stringMatching(/--force/)]);
  await succeed('restore', '--data', cluster.data, '--force', file);
  await reviveDevPrograms(cluster, ['control-plane']);
  await poll('it is ready', () =>
    fetch(`${cluster.nano}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  user = await DevUser.login(cluster);
  await user.settled();
  expect(await user.nano.get(`/guests/${guest}`)).toMatchObject({ name: 'kept', running: true });
  expect((await user.guests()).map((one) => one.id)).not.toContain(later);
});

test('a backup that is killed leaves a whole file or none', async () => {
  for (const [index, until] of [`part`, `part/copies`, `part/archive`].entries()) {
    const file = join(folder, `killed-${index}.tar.gz`);
    const ended = runCellar(['backup', '--data', cluster.data, file], (child) => {
      const look = () => {
        if (child.exitCode !== null) return;
        if (existsSync(`${file}.${until}`)) child.kill('SIGKILL');
        else setImmediate(look);
      };
      look();
    });
    const { code } = await ended;
    if (code === 0 || existsSync(file)) await succeed('restore', '--data', join(folder, `of-${index}`), file);
    await succeed('backup', '--data', cluster.data, file);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('a restore that is killed has happened or not, and may be run again', async () => {
  const file = join(folder, 'two.tar.gz');
  await succeed('backup', '--data', cluster.data, file);
  for (const [index, until] of [
    'restore.part',
    'restore.part/cellar.db',
    'control-plane/cellar.db',
  ].entries()) {
    const target = join(folder, `target-${index}`);
    await runCellar(['restore', '--data', target, file], (child) => {
      const look = () => {
        if (child.exitCode !== null) return;
        if (existsSync(join(target, until))) child.kill('SIGKILL');
        else setImmediate(look);
      };
      look();
    });
    await succeed('restore', '--data', target, '--force', file);
    expect(readdirSync(join(target, 'control-plane'))).toEqual(expect.arrayContaining(['cellar.db', 'pki']));
    expect(readdirSync(target)).not.toContain('restore.part');
  }
});
