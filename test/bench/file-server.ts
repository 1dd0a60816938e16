/** Serves a folder for reading: nginx where it is installed, else the barest Node service. */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { freePorts } from '../../control-plane/src/cli/dev/ports.ts';
import { poll } from '../support/poll.ts';
import { ChildProgram } from './child-program.ts';

export interface FileServer extends AsyncDisposable {
  readonly name: string;
  readonly origin: string;
}

export async function startFileServer(folder: string): Promise<FileServer> {
  const installed = await promisify(execFile)('nginx', ['-v']).then(
    () => true,
    () => false,
  );
  return installed ? await startNginx(folder) : await startNode(folder);
}

async function startNginx(folder: string): Promise<FileServer> {
  const [port = 0] = await freePorts(1);
  const own = await mkdtemp(join(tmpdir(), 'cellar-nginx-'));
  const configuration = `daemon off; master_process off; pid ${own}/pid; error_log ${own}/error.log; events {}
    http {
      sendfile on; access_log off; client_body_temp_path ${own}/body; proxy_temp_path ${own}/proxy;
      fastcgi_temp_path ${own}/fastcgi; uwsgi_temp_path ${own}/uwsgi; scgi_temp_path ${own}/scgi;
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }`;
  await writeFile(join(own, 'conf'), configuration);
  const program = new ChildProgram('nginx', ['-c', join(own, 'conf'), '-p', own]);
  const origin = `http://127.0.0.1:${port}`;
  await poll('nginx answers', () =>
    fetch(origin).then(
      () => true,
      () => false,
    ),
  );
  return {
    name: 'nginx',
    origin,
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await rm(own, { recursive: true });
    },
  };
}

async function startNode(folder: string): Promise<FileServer> {
  const server = createServer((request, response) => {
    const path = join(folder, request.url ?? '');
    stat(path)
      .then(({ size }) => {
        response.writeHead(200, { 'Content-Length': size });
        return pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), response);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name: 'bare Node pipeline',
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
