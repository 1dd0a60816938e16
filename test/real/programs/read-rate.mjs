// read-rate.mjs HOST PORT WINDOWS: reads all that comes and prints, one line each, the bytes per second of so many
// windows of time, after a while in which the buckets of limiters run empty.
import { connect } from 'node:net';

const [host, port, windows] = process.argv.slice(2);
const settleMs = 2_000;
const windowMs = 2_000;
let bytes = 0;
const socket = connect(Number(port), host);
socket.on('data', (chunk) => {
  bytes += chunk.length;
});
socket.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
setTimeout(() => {
  let [lastBytes, lastMs] = [bytes, performance.now()];
  let left = Number(windows);
  setInterval(() => {
    const nowMs = performance.now();
    console.log(Math.round(((bytes - lastBytes) * 1000) / (nowMs - lastMs)));
    [lastBytes, lastMs] = [bytes, nowMs];
    left -= 1;
    if (left === 0) process.exit();
  }, windowMs);
}, settleMs);
