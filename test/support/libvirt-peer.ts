import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import { LibvirtConnection } from '../../cell-agent/src/hypervisor/libvirt/rpc/connection.ts';
import { errorCodec } from '../../cell-agent/src/hypervisor/libvirt/rpc/errors.ts';
import {
  encodePacket,
  encodeRawPacket,
  type Packet,
  PacketSplitter,
  packetStatus,
  packetType,
} from '../../cell-agent/src/hypervisor/libvirt/rpc/packet.ts';
import {
  authList,
  authPolkit,
  connectClose,
  connectOpen,
} from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { type Codec, int } from '../../cell-agent/src/hypervisor/libvirt/rpc/xdr.ts';
import { array } from '../../cell-agent/src/hypervisor/libvirt/rpc/xdr-composite.ts';

function isCall(packet: Packet, procedure: { program: number; number: number }): boolean {
  return packet.program === procedure.program && packet.procedure === procedure.number;
}

/** The daemon's end of a connection, which speaks the protocol as each test wants: `handle` sees every packet that is not part of the opening. */
export class LibvirtPeer {
  readonly socket: Socket;
  readonly received: Packet[] = [];

  constructor(socket: Socket, handle: (packet: Packet, peer: LibvirtPeer) => void, authKinds: number[]) {
    this.socket = socket;
    const splitter = new PacketSplitter();
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const packet of splitter.push(chunk)) {
        this.received.push(packet);
        if (isCall(packet, authList)) this.answer(packet, array(int, 20), authKinds);
        else if (isCall(packet, connectClose)) this.answer(packet, connectClose.result, undefined);
        else if (isCall(packet, authPolkit)) this.answer(packet, int, 1);
        else if (isCall(packet, connectOpen)) {
          this.answer(packet, connectOpen.result, undefined);
        } else handle(packet, this);
      }
    });
  }

  answer<T>(call: Packet, codec: Codec<T>, value: T): void {
    const { payload: _, ...header } = call;
    this.socket.write(encodePacket({ ...header, type: packetType.reply }, codec, value));
  }

  refuse(call: Packet, code: number, type: number = packetType.reply): void {
    const { payload: _, ...header } = call;
    const nothing = { guest: null, text1: null, text2: null, text3: null, int1: 0, int2: 0, network: null };
    const error = { code, domain: 10, message: 'refused', level: 2, ...nothing };
    this.socket.write(encodePacket({ ...header, type, status: packetStatus.error }, errorCodec, error));
  }

  stream(call: Packet, status: number, data: Uint8Array = new Uint8Array()): void {
    const { payload: _, ...header } = call;
    this.socket.write(encodeRawPacket({ ...header, type: packetType.stream, status }, data));
  }
}

type Options = {
  timeoutMs?: number;
  keepAlive?: { intervalMs: number; count: number };
  /** What the peer offers as authentication; none unless given. */
  authKinds?: number[];
};

/** A connection and its peer, until the test that asked for them is over. */
export async function connectTo(
  handle: (packet: Packet, peer: LibvirtPeer) => void,
  { authKinds = [0], ...options }: Options = {},
): Promise<{ connection: LibvirtConnection; peer: LibvirtPeer }> {
  const folder = await mkdtemp(`${tmpdir()}/cellar-rpc-`);
  const peer = Promise.withResolvers<LibvirtPeer>();
  const server = createServer((socket) => peer.resolve(new LibvirtPeer(socket, handle, authKinds)));
  const socketPath = `${folder}/sock`;
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const uri = 'test:///default';
  const connection = await LibvirtConnection.open({ socketPath, uri, timeoutMs: 5_000, ...options });
  onTestFinished(() => connection.close());
  return { connection, peer: await peer.promise };
}
