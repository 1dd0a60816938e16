/**
 * Power and boot of fake guests:
 *
 *   stopped --start--> running (booting) --bootMs--> running, agent connected --ACPI, shutdownMs--> stopped
 *
 * Moments to come are kept in the guest's record, so that they come about after a restart of the agent too.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { BootSource, GuestSpec } from '../../../../proto/src/model.ts';
import type { StartOptions } from '../port.ts';
import type { Clock } from './clock.ts';
import { isAgentConnected } from './guest-agent.ts';
import type { FakeGuest, FakeSnapshot } from './state.ts';
import type { Store } from './store.ts';

export interface PowerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly bootMs: number;
  readonly shutdownMs: number;
  readonly ignoresAcpi: (spec: GuestSpec) => boolean;
  readonly onChanged: (guestId: string) => void;
  /** The screen is gone. */
  readonly onStopped: (guestId: string) => void;
  /** The screen starts anew. */
  readonly onReset: (guestId: string) => void;
}

export const off = {
  state: 'stopped',
  stateReason: '',
  media: null,
  startedAtMs: 0,
  readyAtMs: 0,
  powerOffAtMs: 0,
  startedWith: null,
} as const;

export function createPower(options: PowerOptions) {
  const { store, clock } = options;
  const timers = new Map<string, () => void>();

  /** Records the change, sets the timer for the next moment of the guest, tells of it. */
  function change(guest: FakeGuest): void {
    store.putGuest(guest);
    awaitNextMoment(guest);
    options.onChanged(guest.spec.id);
  }

  function awaitNextMoment(guest: FakeGuest): void {
    timers.get(guest.spec.id)?.();
    timers.delete(guest.spec.id);
    if (guest.state !== 'running') return;
    const now = clock.now();
    const moments = [guest.readyAtMs > now ? guest.readyAtMs : 0, guest.powerOffAtMs].filter((ms) => ms > 0);
    if (moments.length === 0) return;
    const delayMs = Math.max(0, Math.min(...moments) - now);
    timers.set(
      guest.spec.id,
      clock.setTimer(delayMs, () => reachMoment(guest.spec.id)),
    );
  }

  function reachMoment(guestId: string): void {
    const guest = store.findGuest(guestId);
    if (guest === null) return;
    if (guest.powerOffAtMs > 0 && clock.now() >= guest.powerOffAtMs) {
      stop(guest, '');
    } else {
      awaitNextMoment(guest);
      options.onChanged(guestId);
    }
  }

  function stop(guest: FakeGuest, stateReason: string): void {
    options.onStopped(guest.spec.id);
    change({ ...guest, ...off, stateReason });
  }

  /** The system inside starts again; the guest process stays. */
  function restart(guest: FakeGuest): void {
    options.onReset(guest.spec.id);
    change({ ...guest, readyAtMs: clock.now() + options.bootMs, powerOffAtMs: 0 });
  }

  function live(guestId: string): FakeGuest {
    const guest = store.guest(guestId);
    if (guest.state !== 'stopped') return guest;
    throw new DomainError('conflict', `guest ${guestId} is not running`, {
      reason: 'guest_stopped',
      subject: { kind: 'guest', id: guestId },
    });
  }

  for (const guest of store.guests()) awaitNextMoment(guest);

  return {
    live,
    /** Goes on from the guest's record, which another cell may have made. */
    goOn: change,
    start(guestId: string, boot: BootSource, { paused = false }: StartOptions): void {
      const guest = store.guest(guestId);
      if (guest.state !== 'stopped') return;
      const now = clock.now();
      const media = boot.type === 'media' ? boot.media : null;
      change({
        ...guest,
        ...off,
        state: paused ? 'paused' : 'running',
        media,
        startedAtMs: now,
        startedWith: { cores: guest.spec.cores, memoryBytes: guest.spec.memoryBytes },
        readyAtMs: now + options.bootMs,
      });
    },
    /** A guest that still boots shuts down when it has booted. */
    pressPowerButton(guestId: string): void {
      const guest = live(guestId);
      if (options.ignoresAcpi(guest.spec) || guest.powerOffAtMs > 0) return;
      const powerOffAtMs = Math.max(clock.now(), guest.readyAtMs) + options.shutdownMs;
      const asked = { ...guest, powerOffAtMs };
      store.putGuest(asked);
      awaitNextMoment(asked);
    },
    cut(guestId: string): void {
      const guest = store.guest(guestId);
      if (guest.state !== 'stopped') stop(guest, '');
    },
    reboot(guestId: string): void {
      const guest = live(guestId);
      if (isAgentConnected(guest, clock.now()) || !options.ignoresAcpi(guest.spec)) restart(guest);
    },
    reset: (guestId: string) => restart(live(guestId)),
    /** As it was when the snapshot was taken: off, or running on from there. */
    goBack(
      guestId: string,
      { guest: then, running, createdAtMs }: FakeSnapshot,
      { paused = false }: StartOptions,
    ): void {
      const guest = store.guest(guestId);
      if (guest.state !== 'stopped') options.onStopped(guestId);
      const now = clock.now();
      const { stateReason, media } = then;
      const state = paused ? 'paused' : then.state;
      const readyAtMs = now + Math.max(0, then.readyAtMs - createdAtMs);
      const run = running ? { state, stateReason, media, startedAtMs: now, readyAtMs } : off;
      change({ ...guest, ...off, ...run });
    },

    crash: (guestId: string) => stop(live(guestId), 'crashed'),
    pause(guestId: string, stateReason: string): void {
      change({ ...live(guestId), state: 'paused', stateReason });
    },
    resume(guestId: string): void {
      const guest = live(guestId);
      if (guest.state === 'paused') change({ ...guest, state: 'running', stateReason: '' });
    },

    forget(guestId: string): void {
      timers.get(guestId)?.();
      timers.delete(guestId);
    },
    dispose(): void {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
