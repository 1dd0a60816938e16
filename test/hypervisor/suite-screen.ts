import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { poll } from '../support/poll.ts';
import { connectRfb, RfbRefused } from '../support/rfb-client.ts';
import { type Current, defineAndStart } from './context.ts';

const beginnings = {
  'image/png': Buffer.from('89504e470d0a1a0a', 'hex'),
  'image/x-portable-pixmap': Buffer.from('P6'),
};

export function screenTests(current: Current): void {
  describe('screen', () => {
    test('the right password opens it, and its picture comes', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      const client = await connectRfb(await context.hypervisor.openConsole(spec.id), spec.monitorSecret);
      onTestFinished(() => client.close());

      await poll('something is on the screen', async () => {
        client.requestUpdate(false);
        await client.nextUpdate();
        return client.litPixels() > 0;
      });
      expect(client.size.width).toBeGreaterThanOrEqual(640);
      expect(client.pixels).toHaveLength(client.size.width * client.size.height);
    });

    test('a wrong password is refused', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      const console = await context.hypervisor.openConsole(spec.id);
      onTestFinished(() => void console.destroy());
      await expect(connectRfb(console, 'wrong')).rejects.toThrow(RfbRefused);
    });

    test('two viewers look at once', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      for (const viewer of ['first', 'second']) {
        const client = await connectRfb(await context.hypervisor.openConsole(spec.id), spec.monitorSecret);
        onTestFinished(() => client.close());
        client.requestUpdate(false);
        expect((await client.nextUpdate()).rectangles.length, viewer).toBeGreaterThan(0);
      }
    });

    test('the console ends with the guest', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      const console = await context.hypervisor.openConsole(spec.id);
      console.on('error', () => {}).resume();
      await context.hypervisor.destroyGuest(spec.id);
      await poll('the console is closed', () => console.destroyed || console.readableEnded);
    });

    test('a screenshot is an image of the type that it claims', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      const { mimeType, data } = await context.hypervisor.takeScreenshot(spec.id);
      const image = await buffer(data);
      const beginning = Object.entries(beginnings).find(([type]) => type === mimeType)?.[1];
      expect(beginning, mimeType).toBeDefined();
      expect(image.subarray(0, beginning?.length)).toEqual(beginning);
    });
  });
}
