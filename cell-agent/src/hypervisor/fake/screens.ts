/** The screens of the running guests, drawn when first looked at, and the consoles that show them. */
import { type Duplex, duplexPair } from 'node:stream';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import { serveRfb } from './rfb/server.ts';
import { createScreen, type Screen } from './screen/screen.ts';

export function createScreens() {
  const screens = new Map<string, { readonly screen: Screen; readonly consoles: Set<Duplex> }>();

  function entryOf(spec: GuestSpec) {
    const known = screens.get(spec.id);
    if (known) return known;
    const entry = { screen: createScreen(spec), consoles: new Set<Duplex>() };
    screens.set(spec.id, entry);
    return entry;
  }

  function remove(guestId: string): void {
    const entry = screens.get(guestId);
    screens.delete(guestId);
    for (const console of entry?.consoles ?? []) console.destroy();
  }

  return {
    of: (spec: GuestSpec): Screen => entryOf(spec).screen,

    /** Returns the client's end. The server lives until either end closes or the guest is off. */
    openConsole(spec: GuestSpec): Duplex {
      const { screen, consoles } = entryOf(spec);
      const [client, server] = duplexPair();
      consoles.add(server);
      server.once('close', () => {
        consoles.delete(server);
        client.destroy();
      });
      client.once('close', () => server.destroy());
      void serveRfb(server, screen, spec.monitorSecret);
      return client;
    },

    clear: (guestId: string) => screens.get(guestId)?.screen.clear(),
    remove,
    dispose(): void {
      for (const guestId of [...screens.keys()]) remove(guestId);
    },
  };
}
