/** Prints what becomes of each connection or datagram: `open`, `refused`, or `silent` after a while. */
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

const patienceMs = 1_500;

function byTcp({ host, port, source, sourcePort }) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, localAddress: source, localPort: sourcePort });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end('open'));
    socket.once('error', ({ code }) => end(code === 'ECONNREFUSED' ? 'refused' : 'silent'));
    setTimeout(() => end('silent'), patienceMs);
  });
}

function byUdp({ host, port, source, sourcePort }) {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    let again;
    let patience;
    const end = (result) => {
      clearInterval(again);
      clearTimeout(patience);
      socket.removeAllListeners('message');
      socket.close();
      resolve(result);
    };
    socket.once('message', () => end('open'));
    socket.once('error', ({ code }) => end(code === 'ECONNREFUSED' ? 'refused' : 'silent'));
    socket.bind(sourcePort ?? 0, source, () => {
      socket.connect(port, host, () => {
        const send = () => socket.send('knock', () => {});
        send();
        again = setInterval(send, 400);
        patience = setTimeout(() => end('silent'), patienceMs);
      });
    });
    socket.unref();
  });
}

const knocks = JSON.parse(process.argv[2] ?? '[]');
const results = await Promise.all(knocks.map((one) => (one.protocol === 'tcp' ? byTcp(one) : byUdp(one))));
process.stdout.write(JSON.stringify(results), () => process.exit());
