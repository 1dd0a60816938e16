import type { Migration } from './migration.ts';

/** Guests from before accept everything, as they did. */
export const guestPolicies: Migration = {
  number: 17,
  name: 'guest-policies',
  up(database) {
    database.script(
      `alter table guests add column security_policy text not null default '{"defaultAction":"accept","rules":[]}';`,
    );
  },
};
