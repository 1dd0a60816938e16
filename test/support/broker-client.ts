import { testPassword } from './control-plane.ts';
import type { Json } from './nano-client.ts';
import { poll } from './poll.ts';
import { type TokenAnswer, TokenClient } from './token-client.ts';

/** A user of the broker API by his password; it hides nothing. */
export class BrokerClient extends TokenClient {
  readonly user: string;

  constructor(origin: string, user: string) {
    super('/v1', origin, '');
    this.user = user;
  }

  /** With the user's credentials; `body` may have others. */
  ask(path: string, body: object = {}, headers: HeadersInit = {}): Promise<TokenAnswer> {
    const credentials = { user: this.user, password: testPassword, user_domain_name: 'default' };
    return this.call('POST', path, { ...credentials, ...body }, headers);
  }

  /** The number of a refusal, whose form has to be this API's. */
  async refusal(path: string, body: object = {}, headers: HeadersInit = {}): Promise<number> {
    return numberOf(await this.ask(path, body, headers));
  }

  /** Asks for a desktop. */
  async request(body: object = {}): Promise<{ id: string; token: string; body: Json }> {
    const answer = await this.ask('/request-vm/', body);
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    const token = answer.headers.get('X-Auth-Token') ?? '';
    return { id: answer.body.request_id, token, body: answer.body };
  }

  look({ id, token }: { id: string; token: string }): Promise<TokenAnswer> {
    return this.call('POST', '/get-vm/', { request: id }, { Authorization: `Bearer ${token}` });
  }

  /** The answer when the request has ended, whether well or not. */
  async ended(request: { id: string; token: string }): Promise<TokenAnswer> {
    let answer = await this.look(request);
    await poll(`the request of ${this.user} has ended`, async () => {
      answer = await this.look(request);
      return answer.status !== 200 || answer.body.status === 'completed';
    });
    return answer;
  }

  /** The desktop that the user gets, as `get-vm` tells it. */
  async desktop(body: object = {}): Promise<Json> {
    const answer = await this.ended(await this.request(body));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body.server;
  }
}

export function numberOf({ status, body }: TokenAnswer): number {
  const { code, message, data } = body?.error ?? {};
  const isWhole = Number.isInteger(code) && typeof message === 'string' && typeof data === 'object';
  if (!isWhole || data === null || status !== 400) throw new Error(`${status} ${JSON.stringify(body)}`);
  return code;
}
