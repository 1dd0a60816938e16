/** The handler type of each verb, from the service definition that both programs share. */
import type { handleServerStreamingCall, handleUnaryCall, MethodDefinition } from '@grpc/grpc-js';
import type { CellService } from '../../../proto/src/service.ts';

type StreamingVerb =
  | 'events'
  | 'createGuest'
  | 'expectGuest'
  | 'sendGuest'
  | 'sendVolume'
  | 'pullImage'
  | 'shrinkDisk'
  | 'buildImage'
  | 'resetSystem';

export type Handler<Verb extends keyof CellService> =
  CellService[Verb] extends MethodDefinition<infer Request, infer Reply>
    ? Verb extends StreamingVerb
      ? handleServerStreamingCall<Request, Reply>
      : handleUnaryCall<Request, Reply>
    : never;

export type Handlers = { readonly [Verb in keyof CellService]: Handler<Verb> };
