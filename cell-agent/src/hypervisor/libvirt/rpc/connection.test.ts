import { describe, expect, it } from 'vitest';
import { connectTo } from '../../../../../test/support/libvirt-peer.ts';
import { LibvirtError } from './errors.ts';
import { registerEvents } from './event-registrations.ts';
import { connectDomainEventCallbackRegisterAny, type DomainEvent, eventKinds } from './events.ts';
import { encodePacket, encodeRawPacket, type Packet, packetType } from './packet.ts';
import { programs } from './procedure.ts';
import { connectGetHostname, connectGetVersion, domainLookupByName } from './procedures.ts';
import { int } from './xdr.ts';

const PING = { program: programs.keepAlive, version: 1, procedure: 1, type: 2, serial: 0, status: 0 };

describe('a connection to libvirt', () => {
  it('lets answers come in any order', async () => {
    const calls: Packet[] = [];
    const { connection } = await connectTo((packet, peer) => {
      calls.push(packet);
      if (calls.length < 50) return;
      for (const call of calls.reverse()) peer.answer(call, connectGetHostname.result, `host-${call.serial}`);
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => connection.call(connectGetHostname, undefined)),
    );
    const serials = answers.map((answer) => Number(answer.slice(5)));
    expect(serials).toEqual([...serials].sort((a, b) => a - b));
    expect(new Set(serials).size).toBe(50);
  });

  it('authenticates with polkit when the daemon asks for it, and refuses what it does not know', async () => {
    const { peer } = await connectTo(() => {}, { authKinds: [2] });
    expect(peer.received.map((packet) => packet.procedure)).toEqual([66, 70, 1]);
    await expect(connectTo(() => {}, { authKinds: [1] })).rejects.toMatchObject({ failure: 'unreachable' });
  });

  it('passes on what libvirt refuses', async () => {
    const { connection } = await connectTo((packet, peer) => peer.refuse(packet, 42));
    const call = connection.call(domainLookupByName, 'x');
    await expect(call).rejects.toBeInstanceOf(LibvirtError);
    await expect(call).rejects.toMatchObject({ code: 42, origin: 10, message: 'refused' });
  });

  it('refuses arguments that cannot be sent, and goes on', async () => {
    const { connection } = await connectTo((packet, peer) => peer.refuse(packet, 42));
    await expect(connection.call(domainLookupByName, 'a\0b')).rejects.toMatchObject({ failure: 'invalid' });
    await expect(connection.call(domainLookupByName, 'a')).rejects.toMatchObject({ code: 42 });
  });

  it('gives up at the deadline or the signal and ignores the late answer', async () => {
    const late: Packet[] = [];
    const { connection, peer } = await connectTo((packet, peer) => {
      if (packet.procedure === connectGetVersion.number) peer.answer(packet, connectGetVersion.result, 7);
      else late.push(packet);
    });
    const deadline = connection.call(connectGetHostname, undefined, { timeoutMs: 20 });
    await expect(deadline).rejects.toMatchObject({ failure: 'timeout' });
    const abort = new AbortController();
    const aborted = connection.call(connectGetHostname, undefined, { signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ failure: 'aborted' });
    await expect(
      connection.call(connectGetHostname, undefined, { signal: abort.signal }),
    ).rejects.toMatchObject({
      failure: 'aborted',
    });
    await connection.call(connectGetVersion, undefined);
    for (const call of late) peer.answer(call, connectGetHostname.result, 'late');
    expect(await connection.call(connectGetVersion, undefined)).toBe(7);
  });

  it('fails all calls at once when the socket ends, and later ones too', async () => {
    const { connection, peer } = await connectTo((_, peer) => peer.socket.destroy());
    const calls = [1, 2, 3].map(() => connection.call(connectGetHostname, undefined));
    const results = await Promise.allSettled(calls);
    for (const result of results) expect(result).toMatchObject({ reason: { failure: 'lost' } });
    expect(await connection.ended).toMatchObject({ failure: 'lost' });
    await expect(connection.call(connectGetHostname, undefined)).rejects.toMatchObject({ failure: 'closed' });
    expect(peer.socket.destroyed).toBe(true);
  });

  const reply = { program: programs.remote, version: 1, procedure: 59, type: 1, serial: 3, status: 0 };
  const hostname = (text: string) => Buffer.from(encodePacket(reply, connectGetHostname.result, text));
  it.each([
    ['garbage', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['an oversized packet', Buffer.from('7fffffff', 'hex')],
    ['a result that is cut off', encodeRawPacket(reply, Buffer.from('000000ff61', 'hex'))],
    [
      'a result with surplus bytes',
      encodeRawPacket(reply, Buffer.concat([hostname('a').subarray(28), Buffer.alloc(4)])),
    ],
    ['an error that is none', encodeRawPacket({ ...reply, status: 1 }, Buffer.from('0000', 'hex'))],
    ['an answer to another procedure', encodeRawPacket({ ...reply, procedure: 60 }, Buffer.alloc(4))],
    ['another version of the protocol', encodeRawPacket({ ...reply, version: 2 }, Buffer.alloc(4))],
    ['a type of packet that does not exist', encodeRawPacket({ ...reply, type: 77 }, Buffer.alloc(4))],
    ['a broken event', encodeRawPacket({ ...reply, type: 2, procedure: 318, serial: 0 }, Buffer.alloc(4))],
  ])('ends itself on %s', async (_what, bytes) => {
    const { connection } = await connectTo((packet, peer) => {
      if (packet.procedure === connectGetHostname.number) peer.socket.write(bytes);
      else peer.answer(packet, int, 1);
    });
    // The serial in the packets above is that of the first call after the opening.
    const failed = expect(connection.call(connectGetHostname, undefined)).rejects.toMatchObject({
      failure: 'protocol',
    });
    void registerEvents(connection, [], () => {});
    await failed;
    expect(await connection.ended).toMatchObject({ failure: 'protocol' });
  });

  it('reads an answer that comes byte by byte', async () => {
    const { connection } = await connectTo(async (_, peer) => {
      for (const byte of hostname('slow')) {
        await new Promise<void>((resolve) => peer.socket.write(Buffer.from([byte]), () => resolve()));
      }
    });
    expect(await connection.call(connectGetHostname, undefined)).toBe('slow');
  });

  it('ignores packets for serials that nobody waits for', async () => {
    const { connection } = await connectTo((packet, peer) => {
      peer.socket.write(encodeRawPacket({ ...reply, serial: 999 }, Buffer.from('ffff', 'hex')));
      peer.socket.write(encodeRawPacket({ ...reply, type: 3, serial: 998 }, Buffer.from('ffff', 'hex')));
      peer.answer(packet, connectGetHostname.result, 'still here');
    });
    expect(await connection.call(connectGetHostname, undefined)).toBe('still here');
  });

  it('answers PING with PONG', async () => {
    const pong = Promise.withResolvers<Packet>();
    const { peer } = await connectTo((packet) => {
      if (packet.program === programs.keepAlive) pong.resolve(packet);
    });
    peer.socket.write(encodeRawPacket(PING, new Uint8Array()));
    expect(await pong.promise).toMatchObject({ procedure: 2, type: packetType.message });
  });

  it('counts a peer as dead that has answered PINGs and stops', async () => {
    let pongs = 3;
    const { connection } = await connectTo(
      (packet, peer) => {
        if (packet.program !== programs.keepAlive || pongs === 0) return;
        pongs -= 1;
        peer.socket.write(encodeRawPacket({ ...PING, procedure: 2 }, new Uint8Array()));
      },
      { keepAlive: { intervalMs: 5, count: 3 } },
    );
    const call = connection.call(connectGetHostname, undefined);
    await expect(call).rejects.toMatchObject({
      failure: 'lost',
      message: expect.stringContaining('keep-alive'),
    });
    expect(pongs).toBe(0);
  });

  it('hands on events that come before the answer to their registration', async () => {
    const { connection } = await connectTo((packet, peer) => {
      const header = {
        ...reply,
        procedure: eventKinds.reboot.procedure,
        type: packetType.message,
        serial: 0,
      };
      const domain = { name: 'g', uuid: '12345678-1234-4123-8123-123456789abc', id: 3 };
      const send = (callbackId: number) =>
        peer.socket.write(encodePacket(header, eventKinds.reboot.codec, { callbackId, domain }));
      if (packet.procedure !== connectDomainEventCallbackRegisterAny.number) return;
      peer.socket.cork();
      send(5);
      send(6);
      peer.answer(packet, int, 5);
      peer.socket.uncork();
    });
    const events: DomainEvent[] = [];
    await registerEvents(connection, ['reboot'], (event) => events.push(event));
    expect(events).toMatchObject([{ kind: 'reboot', domain: { name: 'g', id: 3 } }]);
  });
});
