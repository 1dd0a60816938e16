/** Answers on these ports, by TCP and UDP, IPv4 and IPv6. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

for (const port of process.argv.slice(2).map(Number)) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  }).listen(port, '::');
  const datagrams = createSocket('udp6');
  datagrams.on('message', (message, { port: to, address }) => datagrams.send(message, to, address));
  datagrams.bind(port, '::');
  await Promise.all([once(server, 'listening'), once(datagrams, 'listening')]);
}
process.stdout.write('ready\n');
