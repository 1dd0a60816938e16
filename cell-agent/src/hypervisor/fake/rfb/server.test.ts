import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectRfb, RfbRefused } from '../../../../../test/support/rfb-client.ts';
import { createScreen } from '../screen/screen.ts';
import { serveRfb } from './server.ts';

const secret = 's3cret';

function open(screen = createScreen({ id: 'b6f0', name: 'wine & cheese' })) {
  const [client, server] = duplexPair();
  onTestFinished(() => void client.destroy());
  return { screen, client, served: serveRfb(server, screen, secret) };
}

async function logIn(screen?: ReturnType<typeof createScreen>) {
  const opened = open(screen);
  return { ...opened, viewer: await connectRfb(opened.client, secret) };
}

describe('RFB server', () => {
  test('shows the guest by name and picture', async () => {
    const { viewer, screen } = await logIn();
    expect(viewer.name).toBe('wine & cheese');
    expect(viewer.size).toEqual({ width: 640, height: 400 });
    viewer.requestUpdate(false);
    expect((await viewer.nextUpdate()).rectangles).toEqual([{ x: 0, y: 0, width: 640, height: 400 }]);
    const shown = [...new Set(viewer.pixels)].sort();
    const drawn = [...new Set(screen.picture.pixels)].map((index) => {
      const [red, green, blue] = screen.picture.palette[index] ?? [0, 0, 0];
      return (red << 16) | (green << 8) | blue;
    });
    expect(shown).toEqual(drawn.sort());
  });

  test('an incremental request is answered when a key changes the screen, with what changed', async () => {
    const { viewer } = await logIn();
    viewer.requestUpdate(false);
    await viewer.nextUpdate();
    const before = viewer.pixels.slice();
    viewer.requestUpdate(true);
    viewer.type('a');
    const { rectangles } = await viewer.nextUpdate();
    expect(rectangles).toEqual([{ x: 0, y: 208, width: 16, height: 24 }]);
    expect(viewer.pixels).not.toEqual(before);
  });

  test('what one viewer types the others see', async () => {
    const { viewer, screen } = await logIn();
    const { viewer: other } = await logIn(screen);
    for (const one of [viewer, other]) {
      one.requestUpdate(false);
      await one.nextUpdate();
    }
    other.requestUpdate(true);
    viewer.pressKey(0xff0d);
    expect((await other.nextUpdate()).rectangles).toHaveLength(1);
  });

  test('many keys at once become one whole update', async () => {
    const { viewer, screen } = await logIn();
    viewer.requestUpdate(false);
    await viewer.nextUpdate();
    for (let key = 0; key < 500; key += 1) screen.press(0x41);
    viewer.requestUpdate(true);
    expect((await viewer.nextUpdate()).rectangles).toEqual([{ x: 0, y: 0, width: 640, height: 400 }]);
  });

  test('a reset draws everything anew', async () => {
    const { viewer, screen } = await logIn();
    viewer.requestUpdate(false);
    await viewer.nextUpdate();
    const fresh = viewer.pixels.slice();
    viewer.type('abc');
    viewer.requestUpdate(true);
    await viewer.nextUpdate();
    viewer.requestUpdate(true);
    screen.clear();
    let update = await viewer.nextUpdate();
    while (update.rectangles[0]?.width !== 640) {
      viewer.requestUpdate(true);
      update = await viewer.nextUpdate();
    }
    expect(viewer.pixels).toEqual(fresh);
  });

  test('a wrong password is refused with a reason, and the connection ends', async () => {
    const { client, served } = open();
    await expect(connectRfb(client, 'wrong')).rejects.toThrow(new RfbRefused('Authentication failed'));
    client.resume();
    await served;
  });

  test.for(['RFB 003.003\n', 'GET / HTTP/1'])('%j is answered with a reason', async (version) => {
    const { client, served } = open();
    client.write(version);
    await served;
    expect(client.read()?.toString('latin1')).toContain('Only RFB 3.8 is supported');
  });

  test('a viewer that leaves at any point ends the server', async () => {
    const { viewer, served } = await logIn();
    viewer.close();
    const { client, served: early } = open();
    client.end();
    client.resume();
    await Promise.all([served, early]);
  });

  test('no bytes after the login make it fail otherwise than by closing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const { client, served } = await logIn();
        client.resume();
        client.end(Buffer.from(bytes));
        await served;
      }),
      { numRuns: 50 },
    );
  });
});
