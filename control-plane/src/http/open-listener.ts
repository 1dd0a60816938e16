import { readFileSync } from 'node:fs';
import { type HttpListener, type ListenOptions, listen } from './listen.ts';

/** A listener as the configuration describes it; certificate and key are files. */
export interface ListenerSettings {
  readonly listen: string;
  readonly port: number;
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
}

/** Serves the app there. @throws what the operating system says if the address or a file can not be had. */
export function openListener(
  app: Parameters<typeof listen>[0],
  settings: ListenerSettings,
): Promise<HttpListener> {
  const { listen: host, port, tls } = settings;
  const files: ListenOptions['tls'] = tls
    ? { certificate: readFileSync(tls.certificate, 'utf8'), key: readFileSync(tls.key, 'utf8') }
    : null;
  return listen(app, { host, port, tls: files });
}
