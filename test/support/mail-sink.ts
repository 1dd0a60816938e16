import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { poll } from './poll.ts';

export interface ReceivedMail {
  readonly to: string;
  /** As it came, headers and all. */
  readonly raw: string;
  /** The token of the link in it; empty without one. */
  readonly token: string;
}

/** A real SMTP server that keeps what it gets. */
export class MailSink implements AsyncDisposable {
  readonly mails: ReceivedMail[] = [];
  /** While true every mail is refused. */
  refuses = false;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuses) return done(new Error('refused'));
          const raw = Buffer.concat(chunks).toString('utf8');
          const token = /\/token\/([0-9a-f]{32})/.exec(decoded(raw))?.[1] ?? '';
          for (const { address } of session.envelope.rcptTo) this.mails.push({ to: address, raw, token });
          return done();
        });
      },
    });
  }

  static async open(): Promise<MailSink> {
    const sink = new MailSink();
    const server = sink.#server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  get url(): string {
    const address = this.#server.server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  /** That of the newest mail to the address that has one. */
  async token(to: string): Promise<string> {
    const newest = () => this.mails.findLast((one) => one.to === to && one.token !== '')?.token;
    await poll(`a mail with a token to ${to}`, async () => newest() !== undefined);
    return newest() ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Without quoted-printable's breaks of lines. */
function decoded(raw: string): string {
  return raw.replace(/=\r?\n/g, '');
}
