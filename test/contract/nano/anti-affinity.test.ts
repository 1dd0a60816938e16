import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  alice = await cloud.login('alice');
  template = (await alice.get('/templates/'))[0].id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const request = (name: string, change: Json = {}) =>
  guestRequest(template, { name, memory: 64 * mib, disks: [64 * mib], anti_affinity: 'web', ...change });
const cellOf = async (id: string) => (await alice.get(`/guests/${id}`)).cell;

describe('guests of one anti_affinity', () => {
  test('go to different cells, and one more is refused, however many come at once', async () => {
    const names = ['web1', 'web2', 'web3', 'web4'];
    const answers = await Promise.all(names.map((name) => alice.call('POST', '/guests/', request(name))));
    const accepted = answers.filter(({ error_code }) => error_code === 0);
    expect(accepted).toHaveLength(2);
    for (const { message } of answers.filter(({ error_code }) => error_code !== 0))
      expect(message).toBe(
        "no cell fulfills the resource requirement: cell 'cell-1' has a guest of the same anti_affinity, cell 'cell-2' has a guest of the same anti_affinity",
      );
    const ids = accepted.map(({ data }) => data.id);
    for (const id of ids)
      await poll('it is created', async () => (await alice.call('GET', `/guests/${id}`)).status === 200);
    const cells = await Promise.all(ids.map(cellOf));
    expect(new Set(cells)).toEqual(new Set(['cell-1', 'cell-2']));

    expect(await alice.fail('POST', '/guests/', request('web5'))).toContain('anti_affinity');
    await createdGuest(alice, request('other', { anti_affinity: 'db' }));
    await createdGuest(alice, request('alone', { anti_affinity: '' }));
    await createdGuest(await cloud.login('erin'), request('erins', { owner: 'erin', group: 'open' }));

    await alice.succeed('DELETE', `/guests/${ids[0]}`, {});
    await poll('it is gone', async () => (await alice.call('GET', `/guests/${ids[0]}`)).error_code !== 0);
    const next = await createdGuest(alice, request('web6'));
    expect(await cellOf(next)).toBe(cells[0]);
  });

  test('have a name of letters, digits and a few signs', async () => {
    const refused = await alice.fail('POST', '/guests/', request('bad', { anti_affinity: 'a b' }));
    expect(refused).toBe(`illegal anti_affinity "a b": only 1 to 64 of '0~9a~Z-_.' allowed`);
  });
});
