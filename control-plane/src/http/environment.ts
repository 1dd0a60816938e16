import type { HttpBindings } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { DomainError } from '../../../proto/src/errors.ts';

/** What the middleware leaves on each request for those behind it. */
export interface HttpEnvironment {
  /** Node's own request and response; absent when a test calls the app without a server. */
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    requestId: string;
    /** The client's address, as the trusted proxies tell it. */
    address: string;
    /** Set once the credential is checked. */
    userName: string | undefined;
    /** What the dialect answered with, for the access log. */
    failure: DomainError | undefined;
  };
}

export type Request = HonoContext<HttpEnvironment>;
