import type { Actor } from '../../domain/actor.ts';
import type { Group, User } from '../../domain/user.ts';

export function userActor(user: User, group: Group, menus: readonly string[], credentialHash: string): Actor {
  return {
    userId: user.id,
    userName: user.name,
    group: { id: group.id, name: group.name },
    menus,
    via: 'nano',
    credentialHash,
  };
}
