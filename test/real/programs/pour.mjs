// pour.mjs HOST PORT: writes as fast as the other side takes it, until it is ended.
import { connect } from 'node:net';

const [host, port] = process.argv.slice(2);
const chunk = Buffer.alloc(64 * 1024);
const socket = connect(Number(port), host);
const pour = () => {
  while (socket.write(chunk));
};
socket.on('connect', pour);
socket.on('drain', pour);
socket.on('error', () => process.exit(1));
