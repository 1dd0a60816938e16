import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A datagram socket, as that of systemd, by Python: Node has none. */
const listener = `
import os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o777)
print('listening', flush=True)
while True:
    data, ancillary, flags, address = s.recvmsg(4096, 4096)
    for kind in ancillary:
        # systemd-notify waits until this is closed.
        if kind[1] == socket.SCM_RIGHTS:
            for i in range(0, len(kind[2]), 4): os.close(int.from_bytes(kind[2][i:i + 4], sys.byteorder))
    if data != b'BARRIER=1': print(data.decode().replace('\\n', ' '), flush=True)
`;

export class NotifyListener implements AsyncDisposable {
  readonly messages: string[] = [];
  readonly #process: ChildProcessByStdio<null, Readable, null>;

  private constructor(process: ChildProcessByStdio<null, Readable, null>) {
    this.#process = process;
    createInterface({ input: process.stdout }).on('line', (line) => this.messages.push(line));
  }

  static async open(path: string): Promise<NotifyListener> {
    const child = spawn('python3', ['-c', listener, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const opened = new NotifyListener(child);
    const failed = once(child, 'exit').then(() => {
      throw new Error(`nothing listens at ${path}`);
    });
    await Promise.race([once(child.stdout, 'data'), failed]);
    failed.catch(() => undefined);
    return opened;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
