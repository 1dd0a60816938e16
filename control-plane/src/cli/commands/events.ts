/** What happens, as it happens. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { DomainError } from '../../../../proto/src/errors.ts';
import { leaf } from '../leaf.ts';
import type { Output } from '../output/output.ts';
import { readEventStream } from '../read-event-stream.ts';
import { parseCount } from '../sizes.ts';

interface EventRow {
  readonly at: string;
  readonly type: string;
  readonly action: string;
  readonly outcome: string | null;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string | null };
  readonly actor: { readonly name: string } | null;
  readonly details: {
    readonly state?: string;
    readonly error?: { message: string };
    readonly message?: string;
  };
}

interface Flags {
  readonly types?: string;
  readonly subject?: string;
  readonly after?: string;
  readonly count?: string;
}

const reconnectMs = 3_000;

/** `cellar events` */
export function addEventCommands(program: Command): void {
  leaf<Flags>(program, {
    usage: 'events',
    summary: 'follows what happens to guests, cells, images, desktops and more, until it is interrupted',
    options: [
      [
        '--types <list>',
        'of guest, snapshot, cell, operation, image, warning, desktop, task; with commas between',
      ],
      ['--subject <id>', 'only of this guest, cell, image …'],
      ['--after <id>', 'begin behind this event, where it is still known'],
      ['--count <count>', 'end after so many'],
    ],
    examples: [
      'cellar events --types guest,warning',
      'cellar events --json --types operation | jq .details.state',
    ],
    async run({ client, out, options: { types, subject, after, count } }) {
      let left = count === undefined ? Number.POSITIVE_INFINITY : parseCount(count);
      let last = after;
      while (left > 0) {
        const query = new URLSearchParams({
          ...(types !== undefined && { types }),
          ...(subject !== undefined && { subject_id: subject }),
          ...(last !== undefined && { last_event_id: last }),
        });
        const body = await client.stream(`/events?${query}`);
        try {
          for await (const { event, id, data } of readEventStream(body)) {
            last = id ?? last;
            if (event === 'gap') out.remark('events are missing here: look at the state itself');
            if (event === 'end') endOrGoOn((data as { reason: string }).reason);
            if (event === 'ready' || event === 'gap' || event === 'end') continue;
            tell(out, data as EventRow);
            left -= 1;
            if (left === 0) return;
          }
        } catch (error) {
          if (error instanceof DomainError) throw error;
        }
        out.remark('the control plane has gone; trying again');
        await delay(reconnectMs);
      }
    },
  });
}

function endOrGoOn(reason: string): void {
  if (reason !== 'session_ended') return;
  throw new DomainError('unauthenticated', 'the session has ended: log in again', { reason });
}

function tell(out: Output, event: EventRow): void {
  const { at, type, action, outcome, subject, actor, details } = event;
  const what = details.state ?? outcome ?? '';
  const more = details.error?.message ?? details.message ?? '';
  const by = actor === null ? '' : `by ${actor.name}`;
  const words = [at, type.padEnd(9), action, what, subject.name ?? subject.id, by, more];
  out.done(words.filter((word) => word !== '').join('  '), event);
}
