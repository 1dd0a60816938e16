import type { Audience, LifeEvent } from '../../domain/life-event.ts';
import type { Ports } from '../ports/index.ts';

type Found = Pick<LifeEvent, 'audience'> & { readonly name: string | null };

export const nobodyElse: Audience = { userIds: [], groupId: null, projectId: null };

const remembered = 10_000;

/** Who may hear of what, also of things that are gone since. */
export class Audiences {
  readonly #store: Ports['store'];
  readonly #known = new Map<string, Found>();

  constructor(store: Ports['store']) {
    this.#store = store;
  }

  async find(subject: { readonly kind: string; readonly id: string }): Promise<Found> {
    const key = `${subject.kind} ${subject.id}`;
    const found = (await this.#look(subject)) ?? this.#known.get(key);
    if (!found) return { name: null, audience: nobodyElse };
    this.#known.delete(key);
    this.#known.set(key, found);
    if (this.#known.size > remembered)
      for (const oldest of this.#known.keys()) {
        this.#known.delete(oldest);
        break;
      }
    return found;
  }

  async #look({ kind, id }: { readonly kind: string; readonly id: string }): Promise<Found | null> {
    const store = this.#store;
    if (kind === 'guest' || kind === 'server') {
      const guest = await store.guests.get(id);
      if (!guest) return null;
      const { name, ownerId, groupId, projectId } = guest;
      return { name, audience: { userIds: [ownerId], groupId, projectId } };
    }
    if (kind === 'image') {
      const image = await store.images.get(id);
      if (!image) return null;
      return {
        name: image.name,
        audience: { userIds: [image.ownerId], groupId: image.groupId, projectId: null },
      };
    }
    if (kind === 'task') {
      const task = await store.adjutant.getTask(id);
      if (!task) return null;
      const userIds = task.requester === null ? [] : [task.requester.userId];
      return { name: task.type, audience: { ...nobodyElse, userIds } };
    }
    if (kind !== 'cell') return null;
    const cell = await store.cells.get(id);
    return cell ? { name: cell.name, audience: nobodyElse } : null;
  }
}
