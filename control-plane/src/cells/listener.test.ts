import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCertificateRequest } from '../../../cell-agent/src/identity/certificate-request.ts';
import { decodeJoinToken } from '../../../proto/src/join-token.ts';
import { type Answer, ask, type CellSide, openCellSide } from '../../../test/support/cell-listener.ts';
import { sampleContext, sampleImage, samplePool } from '../../../test/support/domain-samples.ts';
import { createThrowawayAuthority } from '../../../test/support/throwaway-pki.ts';
import { createJoinToken } from '../use-cases/cells/create-join-token.ts';
import { listJoinTokens } from '../use-cases/cells/list-join-tokens.ts';
import { revokeCell } from '../use-cases/cells/revoke-cell.ts';
import { revokeJoinToken } from '../use-cases/cells/revoke-join-token.ts';

let side: CellSide;
beforeAll(async () => {
  side = await openCellSide();
  await side.store.pools.insert(samplePool());
});
afterAll(() => side[Symbol.asyncDispose]());

const now = () => sampleContext({ nowMs: side.clock.nowMs() });

async function joinRequest(
  change: { pool?: string | null; name?: string; secret?: string; certificateRequest?: string } = {},
) {
  const { pool, ...fields } = change;
  const { token } = await createJoinToken(side.ports, now(), pool === undefined ? {} : { pool });
  const { id, secret } = decodeJoinToken(token);
  const { request } = await createCertificateRequest('x');
  const name = `cell_${randomBytes(6).toString('hex')}`;
  return { tokenId: id, secret, name, advertise: '127.0.0.1:5852', certificateRequest: request, ...fields };
}

const enrol = (body: unknown): Promise<Answer> =>
  ask(side, '/enrol', { method: 'POST', body: JSON.stringify(body) });

describe('POST /enrol', () => {
  test('a cell joins with a token and enters its pool; the certificate names it', async () => {
    const before = side.refreshes.count;
    const request = await joinRequest({ pool: 'default' });
    const answer = await enrol(request);
    expect(answer.status).toBe(200);
    const reply = JSON.parse(answer.body.toString());
    expect(await side.store.cells.get(reply.cellId)).toMatchObject({
      name: request.name,
      pool: 'default',
      enabled: true,
      address: '127.0.0.1:5852',
      revokedAtMs: null,
    });
    expect(new X509Certificate(reply.certificate).subjectAltName).toBe(`URI:cellar:cell:${reply.cellId}`);
    expect(reply.caCertificate).toBe(side.authority.certificate);
    expect(side.refreshes.count).toBe(before + 1);
    const [row] = await side.store.audit.list({ limit: 1, offset: 0 });
    expect(row).toMatchObject({ action: 'enrol-cell', subject: { kind: 'cell', id: reply.cellId } });
    expect(JSON.stringify(row)).not.toContain(request.secret);
  });

  test('a token tells where to go and which CA is there, and its secret is kept hashed', async () => {
    const { token, id } = await createJoinToken(side.ports, now(), {});
    const decoded = decodeJoinToken(token);
    expect(decoded).toMatchObject({
      id,
      addresses: side.listener.origins,
      caFingerprint: side.authority.fingerprint,
    });
    expect(side.listener.origins).toEqual([`https://127.0.0.1:${side.listener.port}`]);
    expect(JSON.stringify(await side.store.joinTokens.get(id))).not.toContain(decoded.secret);
    expect(JSON.stringify(await listJoinTokens(side.ports, now()))).not.toContain('ecret');
  });

  test('a token is good for one cell, even when 20 use it at once', async () => {
    const request = await joinRequest();
    const name = (n: number) => `cell_parallel_${n}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => enrol({ ...request, name: name(n) })),
    );
    const joined = answers.filter((answer) => answer.status === 200);
    expect(joined).toHaveLength(1);
    expect(answers.filter((answer) => answer.reason === 'join_token_used')).toHaveLength(19);
    const cells = (await side.store.cells.list()).filter((cell) => cell.name.startsWith('cell_parallel_'));
    expect(cells).toHaveLength(1);
    expect(await side.store.joinTokens.get(request.tokenId)).toMatchObject({ usedByCellId: cells[0]?.id });
  });
});

describe('refusals of POST /enrol', () => {
  let shared: CellSide;
  beforeAll(async () => {
    shared = side;
    side = await openCellSide();
  });
  afterAll(async () => {
    await side[Symbol.asyncDispose]();
    side = shared;
  });

  test('unknown tokens and wrong secrets look alike', async () => {
    const request = await joinRequest();
    const wrong = await enrol({ ...request, secret: 'wrong' });
    const unknown = await enrol({ ...request, tokenId: randomUUID() });
    expect(wrong).toMatchObject({ status: 403, reason: 'join_token_unknown' });
    expect(unknown.body).toEqual(wrong.body);
    await revokeJoinToken(side.ports, now(), { tokenId: request.tokenId });
    expect(await enrol(request)).toMatchObject({ status: 403, reason: 'join_token_unknown' });
  });

  test('a token expires after three hours', async () => {
    const request = await joinRequest();
    side.clock.shiftMs += 3 * 3_600_000 + 1_000;
    expect(await enrol(request)).toMatchObject({ status: 403, reason: 'join_token_expired' });
  });

  test('a refused request leaves the token usable', async () => {
    const request = await joinRequest();
    expect(await enrol({ ...request, certificateRequest: 'garbage' })).toMatchObject({
      status: 400,
      reason: 'bad_certificate_request',
    });
    expect(await enrol({ ...request, advertise: 'no-port' })).toMatchObject({
      status: 400,
      reason: 'bad_address',
    });
    const { cell } = await side.addCell({ name: 'cell_taken' });
    expect(await enrol({ ...request, name: 'cell_taken' })).toMatchObject({
      status: 409,
      reason: 'cell_name_taken',
    });
    await revokeCell(side.ports, now(), { cellId: cell.id });
    expect(await enrol({ ...request, name: 'cell_taken' })).toMatchObject({ status: 200 });
  });

  test('bodies that are no request are refused, large ones too', async () => {
    for (const body of ['', '{', '[]', '{"tokenId":1}']) {
      expect(await ask(side, '/enrol', { method: 'POST', body })).toMatchObject({
        status: 400,
        reason: 'bad_body',
      });
    }
    const large = await ask(side, '/enrol', { method: 'POST', body: Buffer.alloc(64 * 1024 + 1, 0x20) });
    expect(large).toMatchObject({ status: 400, reason: 'body_too_large' });
  });

  test('after 30 failures in a minute an address is refused before its token is looked at', async () => {
    const request = await joinRequest();
    let last = await enrol({ ...request, secret: 'wrong' });
    for (let n = 0; n < 40 && last.status !== 429; n += 1)
      last = await enrol({ ...request, secret: 'wrong' });
    expect(last).toMatchObject({ status: 429, reason: 'rate_limited' });
    expect(await enrol(request)).toMatchObject({ status: 429 });
  });
});

describe('everything else', () => {
  test('needs a certificate of a cell of this installation', async () => {
    const foreign = await createThrowawayAuthority();
    const { keys } = await side.addCell();
    const stranger = await foreign.issue(`cellar:cell:${randomUUID()}`);
    for (const path of ['/images/a/b', '/renew', '/', '/nothing']) {
      expect(await ask(side, path)).toMatchObject({ status: 401, reason: 'certificate_required' });
      expect(await ask(side, path, { keys: stranger })).toMatchObject({
        status: 401,
        reason: 'certificate_required',
      });
      expect(await ask(side, path, { keys: side.authority.own })).toMatchObject({
        status: 401,
        reason: 'certificate_required',
      });
    }
    expect(await ask(side, '/nothing', { keys })).toMatchObject({ status: 404, reason: 'route_not_found' });
  });

  test('refuses a revoked cell and one that is not known', async () => {
    const { cell, keys } = await side.addCell();
    await revokeCell(side.ports, now(), { cellId: cell.id });
    expect(await ask(side, '/nothing', { keys })).toMatchObject({ status: 403, reason: 'cell_revoked' });
    expect(await ask(side, '/nothing', { keys: await side.certify(randomUUID()) })).toMatchObject({
      status: 403,
      reason: 'cell_unknown',
    });
  });

  test('refuses a certificate whose time is over', async () => {
    const { keys } = await side.addCell();
    side.clock.shiftMs += 91 * 86_400_000;
    expect(await ask(side, '/nothing', { keys })).toMatchObject({ status: 401 });
    side.clock.shiftMs = 0;
  });

  test('POST /renew gives a certificate for a new key of the same cell', async () => {
    const { cell, keys } = await side.addCell();
    const { key, request } = await createCertificateRequest('cellar:control-plane');
    const answer = await ask(side, '/renew', {
      method: 'POST',
      keys,
      body: JSON.stringify({ certificateRequest: request }),
    });
    expect(answer.status).toBe(200);
    const reply = JSON.parse(answer.body.toString());
    expect(new X509Certificate(reply.certificate).subjectAltName).toBe(`URI:cellar:cell:${cell.id}`);
    const renewed = { key, certificate: reply.certificate };
    expect(await ask(side, '/nothing', { keys: renewed })).toMatchObject({ status: 404 });
  });

  test('the chain carries the CA certificate with the fingerprint of the tokens', async () => {
    const socket = connect({ host: '127.0.0.1', port: side.listener.port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const leaf: DetailedPeerCertificate = socket.getPeerCertificate(true);
    socket.destroy();
    const fingerprint = leaf.issuerCertificate.fingerprint256.replaceAll(':', '').toLowerCase();
    expect(fingerprint).toBe(side.authority.fingerprint);
  });

  test('POST /address changes where the cell is reached, and nothing else', async () => {
    const { cell, keys } = await side.addCell();
    const tell = (advertise: unknown) =>
      ask(side, '/address', { method: 'POST', keys, body: JSON.stringify({ advertise }) });
    const before = side.refreshes.count;
    expect(await tell('10.9.8.7:5852')).toMatchObject({ status: 200 });
    expect(await side.store.cells.get(cell.id)).toEqual({ ...cell, address: '10.9.8.7:5852' });
    expect(side.refreshes.count).toBe(before + 1);
    const [row] = await side.store.audit.list({ limit: 1, offset: 0 });
    const details = { name: cell.name, before: cell.address, address: '10.9.8.7:5852' };
    expect(row).toMatchObject({ action: 'tell-address', subject: { kind: 'cell', id: cell.id }, details });
    for (const bad of ['10.9.8.7', 'host:0', 'a b:1', '', 5]) {
      expect(await tell(bad)).toMatchObject({ status: 400 });
    }
    expect(await side.store.cells.get(cell.id)).toMatchObject({ address: '10.9.8.7:5852' });
    await side.store.cells.update(cell.id, { revokedAtMs: 1 });
    expect(await tell('10.9.8.8:5852')).toMatchObject({ status: 403, reason: 'cell_revoked' });
  });

  test('a renewed certificate of the control plane is used for new connections', async () => {
    const presented = async () => {
      const socket = connect({ host: '127.0.0.1', port: side.listener.port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const pem = socket.getPeerX509Certificate()?.toString();
      socket.destroy();
      return pem;
    };
    const before = await presented();
    expect(before).toBe(side.authority.own.certificate);
    side.clock.shiftMs = 300 * 86_400_000;
    expect(await side.authority.renewIfDue()).toBe(true);
    side.clock.shiftMs = 0;
    side.listener.useCertificate();
    const after = await presented();
    expect(after).toBe(side.authority.own.certificate);
    expect(after).not.toBe(before);
    expect(await side.authority.renewIfDue()).toBe(true);
    side.listener.useCertificate();
  });

  test('connections of a cell that is cut end at once, those of others stay', async () => {
    const half = 'POST /renew HTTP/1.1\r\nhost: cells\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n';
    const open = async () => {
      const { cell, keys } = await side.addCell();
      const place = { host: '127.0.0.1', port: side.listener.port, ca: side.authority.certificate };
      const socket = connect({ ...place, key: keys.key, cert: keys.certificate });
      socket.on('error', () => undefined);
      socket.write(half);
      await once(socket, 'data');
      return { cell, socket };
    };
    const [revoked, other] = [await open(), await open()];
    side.listener.cut(revoked.cell.id);
    await once(revoked.socket, 'close');
    other.socket.write('0123456789');
    await once(other.socket, 'data');
    other.socket.destroy();
  });

  test('garbage before and after the handshake ends only its own connection', async () => {
    const plain = connectTcp(side.listener.port, '127.0.0.1');
    plain.on('error', () => undefined);
    plain.write('GET / HTTP/1.1\r\n\r\n');
    plain.resume();
    await once(plain, 'close');
    const secure = connect({ host: '127.0.0.1', port: side.listener.port, ca: side.authority.certificate });
    secure.on('error', () => undefined);
    secure.write(randomBytes(2_000));
    secure.resume();
    await once(secure, 'close');
    expect(await ask(side, '/')).toMatchObject({ status: 401 });
  });
});

describe('image downloads', () => {
  const content = randomBytes(3_000_001);
  const sha256 = 'ab'.repeat(32);
  const imageId = randomUUID();
  let keys: Awaited<ReturnType<CellSide['addCell']>>['keys'];
  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    ask(side, `/images/${imageId}/${sha256}`, { keys, headers, method });

  beforeAll(async () => {
    keys = (await side.addCell()).keys;
    const sizeBytes = content.length;
    await side.store.images.insert(sampleImage({ id: imageId }));
    await side.store.images.setPhase(imageId, ['empty'], 'uploading');
    await side.store.images.setContent(
      imageId,
      { version: 1, format: 'qcow2', sizeBytes, virtualSizeBytes: sizeBytes, sha256, sha1: '' },
      1,
    );
    await writeFile(join(side.folder, imageId), content);
  });

  test('whole', async () => {
    const answer = await get();
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-length': '3000001', 'accept-ranges': 'bytes' },
    });
    expect(answer.body.equals(content)).toBe(true);
  });

  test('a range', async () => {
    const answer = await get({ range: 'bytes=2999990-' });
    expect(answer).toMatchObject({
      status: 206,
      headers: { 'content-range': 'bytes 2999990-3000000/3000001' },
    });
    expect(answer.body.equals(content.subarray(2_999_990))).toBe(true);
    expect((await get({ range: 'bytes=5-9' })).body.equals(content.subarray(5, 10))).toBe(true);
  });

  test('a range behind the end', async () => {
    expect(await get({ range: 'bytes=3000001-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */3000001' },
    });
  });

  test('HEAD', async () => {
    const answer = await get({}, 'HEAD');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '3000001' } });
    expect(answer.body).toHaveLength(0);
  });

  test('content that another upload has replaced, and paths that leave the folder', async () => {
    for (const path of [
      `/images/${imageId}/${'cd'.repeat(32)}`,
      `/images/..%2fpki/${sha256}`,
      `/images/../pki/ca.key`,
    ]) {
      expect(await ask(side, path, { keys })).toMatchObject({ status: 404 });
    }
  });

  test('a file that is not whole is not sent', async () => {
    await writeFile(join(side.folder, imageId), content.subarray(1));
    expect(await get()).toMatchObject({ status: 500, reason: 'image_file_damaged' });
  });

  test('a reader who leaves does not disturb others', async () => {
    await writeFile(join(side.folder, imageId), content);
    const socket = connect({
      host: '127.0.0.1',
      port: side.listener.port,
      ca: side.authority.certificate,
      key: keys.key,
      cert: keys.certificate,
    });
    socket.on('error', () => undefined);
    socket.write(`GET /images/${imageId}/${sha256} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
    expect((await get()).body.equals(content)).toBe(true);
  });
});
