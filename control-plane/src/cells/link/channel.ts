/** One gRPC connection to a cell, for one attempt of its link. */
import type { Socket } from 'node:net';
import type { PeerCertificate, SecureContext } from 'node:tls';
import { type ChannelOptions, Client, credentials } from '@grpc/grpc-js';

export interface Channel {
  readonly client: Client;
  /** Lets running calls end; a handshake that hangs is cut. */
  close(): void;
}

export interface ChannelRequest {
  /** `host:port`. */
  readonly address: string;
  readonly secureContext: SecureContext;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
}

const options: ChannelOptions = {
  'grpc.keepalive_time_ms': 5_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.max_receive_message_length': 64 * 1024 * 1024,
  // Each attempt has a channel of its own, and the link repeats it.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_retries': 0,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_channelz': 0,
  'grpc.service_config_disable_resolution': 1,
  // A name for SNI, where an address is not allowed; the certificate is checked by its URI.
  'grpc.ssl_target_name_override': 'cell.cellar.internal',
};

export function openChannel({ address, secureContext, checkServerIdentity }: ChannelRequest): Channel {
  const secure = credentials.createFromSecureContext(secureContext, { checkServerIdentity });
  const handshakes = new Set<Socket>();
  // grpc-js has no limit for a TLS handshake and forgets one that hangs when its channel is closed: a peer that
  // only accepts connections would collect sockets of this program.
  const createConnector = secure._createSecureConnector.bind(secure);
  secure._createSecureConnector = (...parts) => {
    const connector = createConnector(...parts);
    return {
      connect: async (socket) => {
        handshakes.add(socket);
        try {
          return await connector.connect(socket);
        } finally {
          handshakes.delete(socket);
        }
      },
      waitForReady: () => connector.waitForReady(),
      getCallCredentials: () => connector.getCallCredentials(),
      destroy: () => connector.destroy(),
    };
  };
  const client = new Client(address, secure, options);
  return {
    client,
    close() {
      client.close();
      for (const socket of handshakes) socket.destroy();
    },
  };
}
