import {
  insertDesktop,
  insertDesktopProject,
  insertMember,
} from '../../../../test/support/desktop-samples.ts';
import { sampleContext, sampleGuest } from '../../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../../test/support/engine-bench.ts';
import { describeOperationLaws } from '../../../../test/support/operation-laws.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Store } from '../ports/index.ts';
import { autoAllocateUsersOperation } from './auto-allocate-users.ts';

const projectId = 'project';
const people = ['anna', 'bert', 'cora'];
const desktops = ['desktop-1', 'desktop-2'];

async function fill(store: Store): Promise<void> {
  await insertDesktopProject(store, projectId);
  for (const name of people) await insertMember(store, projectId, name);
  for (const [launchIndex, id] of desktops.entries()) {
    await store.guests.insert(sampleGuest({ id, name: id, projectId, phase: 'ready' }));
    await insertDesktop(store, projectId, id, launchIndex);
  }
}

async function makeWorld() {
  const temporary = await openTemporaryStore();
  const { store } = temporary;
  await fill(store);
  return {
    ports: enginePorts(store),
    subject: { kind: 'project', id: projectId },
    input: { projectId, actor: sampleContext().actor },
    state: () => Promise.all(desktops.map((id) => store.desktops.assignmentsOf(id).then(holders))),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

function holders(assignments: readonly { readonly holder: { readonly id: string } }[]): string[] {
  return assignments.map(({ holder }) => holder.id);
}

describeOperationLaws(autoAllocateUsersOperation, makeWorld, { pointOfNoReturn: 'allocate' });
