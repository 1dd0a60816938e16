/** A verb of a cell through the control plane's gateway, against the same gRPC library with nothing around it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { Gateway } from '../../../control-plane/src/cells/gateway.ts';
import { toGuestSpec } from '../../../control-plane/src/domain/guest-spec.ts';
import { createJoinToken } from '../../../control-plane/src/use-cases/cells/create-join-token.ts';
import { openCellSide, silentLog } from '../../support/cell-listener.ts';
import { sampleContext, sampleGuest } from '../../support/domain-samples.ts';
import { poll } from '../../support/poll.ts';
import { createThrowawayAuthority } from '../../support/throwaway-pki.ts';
import { ChildProgram } from '../child-program.ts';
import { type Line, spread } from '../harness.ts';

const callsOfSample = 1_000;
const programs = join(import.meta.dirname, '../programs');
const options = { timeoutMs: 20_000 };

export const agentRoundTrip: Line = {
  name: 'agent-round-trip',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const bare = await openBareCall(stack);
    const getGuest = await openGateway(stack);
    yield {
      what: 'a verb on a fake cell, median call',
      unit: 'µs',
      against: 'bare grpc-js unary, mTLS',
      goal: { ratio: 2 },
      floor: () => medianMicroseconds(bare),
      product: () => medianMicroseconds(getGuest),
    };
  },
};

async function openGateway(stack: AsyncDisposableStack): Promise<() => Promise<unknown>> {
  const data = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
  stack.defer(() => rm(data, { recursive: true, force: true }));
  const side = stack.use(await openCellSide());
  const { store, clock, authority } = side;
  const origins = () => side.listener.origins;
  const gateway = stack.use(
    new Gateway({ store, clock, authority, origins, silentAfterMs: 10_000, log: silentLog }),
  );
  await gateway.start();
  const { token } = await createJoinToken(side.ports, sampleContext({ nowMs: clock.nowMs() }), {});
  const agent = stack.use(
    new ChildProgram(process.execPath, [join(programs, 'echo-cell.ts'), data, token, '0']),
  );
  const cellId = await agent.nextLine();
  gateway.refresh();
  await poll('the cell is alive', () => gateway.live.cell(cellId)?.alive === true);
  const guest = sampleGuest({ cellId });
  await store.guests.insert(guest);
  await gateway.verbs.createGuest(cellId, { operationId: guest.id, spec: toGuestSpec(guest) }, options);
  return () => gateway.verbs.getGuest(cellId, guest.id, options);
}

async function openBareCall(stack: AsyncDisposableStack): Promise<() => Promise<unknown>> {
  const authority = await createThrowawayAuthority();
  const keys = await authority.issue('cellar:bench');
  const ca = authority.certificate;
  const server = stack.use(new ChildProgram(process.execPath, [join(programs, 'bare-grpc.ts')]));
  const port = await server.ask(JSON.stringify({ ca, ...keys }));
  const [caPem, keyPem, certificatePem] = [ca, keys.key, keys.certificate].map((pem) => Buffer.from(pem));
  const secure = credentials.createSsl(caPem, keyPem, certificatePem, {
    checkServerIdentity: () => undefined,
  });
  const client = new Client(`localhost:${port}`, secure);
  stack.defer(() => client.close());
  const identity = (bytes: Buffer) => bytes;
  const message = Buffer.alloc(64);
  return () =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest('/bench/Echo', identity, identity, message, (error, reply) =>
        error ? reject(error) : resolve(reply),
      );
    });
}

async function medianMicroseconds(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < callsOfSample; n += 1) {
    const start = performance.now();
    await call();
    times.push((performance.now() - start) * 1_000);
  }
  return spread(times).median;
}
