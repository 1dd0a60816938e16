import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { connectTo } from '../../../../../test/support/libvirt-peer.ts';
import { packetStatus, packetType } from './packet.ts';
import { connectGetVersion, storageVolDownload } from './procedures.ts';

describe('a data stream', () => {
  const range = { volume: { pool: 'p', name: 'v', key: 'k' }, offset: 0, length: 0, flags: 0 };

  it('gives its data to the end and confirms it', async () => {
    const { connection, peer } = await connectTo((packet, peer) => {
      if (packet.type === packetType.call) {
        peer.answer(packet, storageVolDownload.result, undefined);
        peer.stream(packet, packetStatus.continue, Buffer.from('hello '));
        peer.stream(packet, packetStatus.continue, Buffer.from('stream'));
        peer.stream(packet, packetStatus.continue);
      } else peer.stream(packet, packetStatus.ok);
    });
    const { stream } = await connection.callWithStream(storageVolDownload, range);
    const text = (await buffer(stream)).toString();
    expect(text).toBe('hello stream');
    expect(peer.received.at(-1)).toMatchObject({ type: packetType.stream, status: packetStatus.ok });
  });

  it('throws the error that comes in it, after the data before', async () => {
    const { connection } = await connectTo((packet, peer) => {
      peer.answer(packet, storageVolDownload.result, undefined);
      peer.stream(packet, packetStatus.continue, Buffer.from('half'));
      peer.refuse(packet, 38, packetType.stream);
    });
    const { stream } = await connection.callWithStream(storageVolDownload, range);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of stream) seen.push(chunk.toString());
    })();
    await expect(reading).rejects.toMatchObject({ code: 38 });
    expect(seen).toEqual(['half']);
  });

  it('aborts when its reader leaves, and the connection goes on', async () => {
    const { connection, peer } = await connectTo((packet, peer) => {
      if (packet.procedure === connectGetVersion.number) peer.answer(packet, connectGetVersion.result, 1);
      else if (packet.type === packetType.call) {
        peer.answer(packet, storageVolDownload.result, undefined);
        peer.stream(packet, packetStatus.continue, Buffer.from('a'));
      } else peer.stream(packet, packetStatus.ok);
    });
    const { stream } = await connection.callWithStream(storageVolDownload, range);
    for await (const _ of stream) break;
    expect(peer.received.at(-1)).toMatchObject({ type: packetType.stream, status: packetStatus.error });
    expect(await connection.call(connectGetVersion, undefined)).toBe(1);
  });

  it('fails when the connection ends', async () => {
    const { connection } = await connectTo((packet, peer) => {
      peer.answer(packet, storageVolDownload.result, undefined);
      peer.stream(packet, packetStatus.continue, Buffer.from('a'));
      peer.socket.end();
    });
    const { stream } = await connection.callWithStream(storageVolDownload, range);
    await expect(buffer(stream)).rejects.toMatchObject({ failure: 'lost' });
  });
});
