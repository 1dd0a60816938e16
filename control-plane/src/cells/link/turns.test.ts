import { setImmediate as settle } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const never = new AbortController().signal;

test('so many go at once, the others in their order', async () => {
  const turns = new Turns(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  for (let n = 0; n < 5; n += 1)
    void turns.take(never).then((end) => {
      began.push(n);
      ends.push(end);
    });
  await settle();
  expect(began).toEqual([0, 1]);
  ends[1]?.();
  ends[1]?.();
  await settle();
  expect(began).toEqual([0, 1, 2]);
  ends[0]?.();
  ends[2]?.();
  await settle();
  expect(began).toEqual([0, 1, 2, 3, 4]);
});

test('who gives up waiting takes no turn from anyone', async () => {
  const turns = new Turns(1);
  const end = await turns.take(never);
  const stop = new AbortController();
  const left = turns.take(stop.signal);
  let patientBegan = false;
  const patient = turns.take(never).then((endPatient) => {
    patientBegan = true;
    return endPatient;
  });
  stop.abort();
  (await left)();
  await settle();
  expect(patientBegan).toBe(false);
  end();
  const endPatient = await patient;
  let began = false;
  void turns.take(never).then(() => {
    began = true;
  });
  await settle();
  expect(began).toBe(false);
  endPatient();
  await settle();
  expect(began).toBe(true);
});
