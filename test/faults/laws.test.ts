/** Every operation that the engine knows obeys the laws, with real cells over fake hypervisors. */
import { afterAll, describe, expect, test } from 'vitest';
import { knownOperations } from '../../control-plane/src/operations/known-operations.ts';
import type { OperationDefinition } from '../../control-plane/src/operations/step.ts';
import type { Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { describeOperationLaws, type OperationLawOptions } from '../support/operation-laws.ts';
import { type Beginning, lawGuest, lawImage, makeCellWorld, removeGround } from './cell-world.ts';

interface Verb extends OperationLawOptions {
  readonly beginning: Beginning;
  readonly input: object;
  /** What the verb writes in the transaction that submits the operation. */
  readonly reserve?: (tx: Store) => Promise<void>;
}

const { id: guestId, cellId } = lawGuest;
const placement = { chosen: { cellId, name: 'cell_law' }, scores: [], refused: [] };

const verbs: Readonly<Record<string, Verb>> = {
  'create-guest': {
    beginning: 'absent',
    input: { image: lawImage, placement },
    reserve: (tx) => tx.guests.insert({ ...lawGuest, phase: 'creating' }),
  },
  'delete-guest': {
    beginning: 'running',
    input: { force: true },
    reserve: (tx) => tx.guests.setPhase(guestId, 'deleting'),
    pointOfNoReturn: 'delete-on-cell',
  },
  'start-guest': {
    beginning: 'stopped',
    input: {
      image: lawImage,
      boot: { type: 'media', media: { imageId: lawImage.id, imageSha256: lawImage.sha256 } },
    },
    pointOfNoReturn: 'start-on-cell',
  },
  'stop-guest': { beginning: 'running', input: { force: true }, pointOfNoReturn: 'stop-on-cell' },
  'reboot-guest': { beginning: 'running', input: {}, pointOfNoReturn: 'reboot-on-cell' },
  'reset-guest': { beginning: 'running', input: {}, pointOfNoReturn: 'reset-on-cell' },
  'create-snapshot': { beginning: 'running', input: { name: 'law', description: 'of the law' } },
  'restore-snapshot': {
    beginning: 'with-snapshots',
    input: { name: 'origin' },
    pointOfNoReturn: 'restore-on-cell',
  },
  'delete-snapshot': {
    beginning: 'with-snapshots',
    input: { name: 'origin' },
    pointOfNoReturn: 'delete-on-cell',
  },
};

afterAll(removeGround);

test('each known operation has its world here', () => {
  expect(Object.keys(verbs).sort()).toEqual(knownOperations.map(({ kind }) => kind).sort());
});

describe.each(knownOperations.map((definition) => ({ kind: definition.kind, definition })))(
  '$kind',
  ({ kind, definition }) => {
    const verb = verbs[kind];
    if (verb === undefined) return;
    const { beginning, reserve, ...options } = verb;
    const input = { guestId, cellId, ...verb.input };
    const makeWorld = () => makeCellWorld(beginning, reserve === undefined ? { input } : { input, reserve });
    describeOperationLaws(definition as unknown as OperationDefinition<typeof input>, makeWorld, options);
  },
);
