import type { WebSocket } from 'ws';

/**
 * Pings the client, which keeps proxies from closing a quiet screen, and ends the connection when two pings in a row
 * bring no sign of life. While the socket is paused its answers can not be read, so silence says nothing then.
 */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let unanswered = 0;
  const alive = () => {
    unanswered = 0;
  };
  const timer = setInterval(() => {
    if (socket.isPaused) return;
    if (unanswered >= 2) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
  }, intervalMs);
  timer.unref();
  socket.on('pong', alive);
  socket.on('message', alive);
  socket.on('close', () => clearInterval(timer));
}
