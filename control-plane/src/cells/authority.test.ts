import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCertificateRequest } from '../../../cell-agent/src/identity/certificate-request.ts';
import { openAuthority } from './authority.ts';

let folder = '';
let nowMs = Date.now();
const clock = { nowMs: () => nowMs };
const dayMs = 86_400_000;
const open = (hosts: readonly string[] = ['10.1.2.3', 'cloud.test', '[fd00::1]']) =>
  openAuthority({ folder: join(folder, 'pki'), hosts, clock });

beforeEach(async () => {
  nowMs = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'cellar-pki-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the authority', () => {
  test('is made once, for its owner only, and found again', async () => {
    const first = await open();
    const again = await open();
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(again.own).toEqual(first.own);
    expect(createHash('sha256').update(new X509Certificate(first.certificate).raw).digest('hex')).toBe(
      first.fingerprint,
    );
    expect((await stat(join(folder, 'pki'))).mode & 0o777).toBe(0o700);
    for (const file of await readdir(join(folder, 'pki'))) {
      expect((await stat(join(folder, 'pki', file))).mode & 0o777).toBe(0o600);
    }
    expect(await readdir(folder)).toEqual(['pki']);
  });

  test('names the control plane by its URI and its hosts', async () => {
    const { own, certificate } = await open();
    const leaf = new X509Certificate(own.certificate);
    expect(leaf.checkIssued(new X509Certificate(certificate))).toBe(true);
    expect(leaf.subjectAltName).toContain('URI:cellar:control-plane');
    for (const host of ['cloud.test', 'localhost']) expect(leaf.checkHost(host)).toBe(host);
    for (const address of ['10.1.2.3', '127.0.0.1', 'fd00::1']) expect(leaf.checkIP(address)).toBe(address);
  });

  test('renews the own certificate when less than a third of its life is left', async () => {
    const first = await open();
    nowMs += 230 * dayMs;
    expect((await open()).own).toEqual(first.own);
    nowMs += 20 * dayMs;
    const renewed = await open();
    expect(renewed.own.certificate).not.toBe(first.own.certificate);
    expect(renewed.fingerprint).toBe(first.fingerprint);
    expect(await first.renewIfDue()).toBe(true);
    expect(await first.renewIfDue()).toBe(false);
  });

  test('renews the own certificate when a host is added', async () => {
    await open();
    const { own } = await open(['new.test']);
    expect(new X509Certificate(own.certificate).checkHost('new.test')).toBe('new.test');
  });

  test('refuses half an authority instead of making a new one', async () => {
    await open();
    await rm(join(folder, 'pki', 'ca.key'));
    await expect(open()).rejects.toMatchObject({ code: 'invalid', reason: 'bad_pki' });
    expect(await readdir(join(folder, 'pki'))).not.toContain('ca.key');
  });

  test('a lost own certificate is made again', async () => {
    const { fingerprint } = await open();
    await rm(join(folder, 'pki', 'control-plane.pem'));
    expect((await open()).fingerprint).toBe(fingerprint);
    expect(await readFile(join(folder, 'pki', 'control-plane.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});

describe('a cell certificate', () => {
  test('holds the key of the request and the name that the authority gives', async () => {
    const authority = await open();
    const { request } = await createCertificateRequest('cellar:control-plane');
    const first = new X509Certificate(await authority.certifyCell(request, 'c1'));
    const second = new X509Certificate(await authority.certifyCell(request, 'c1'));
    expect(first.subjectAltName).toBe('URI:cellar:cell:c1');
    expect(first.subject).toBe('CN=Cellar cell c1');
    expect(first.ca).toBe(false);
    expect(first.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(first.serialNumber).not.toBe(second.serialNumber);
    const lifeDays = (Date.parse(first.validTo) - nowMs) / dayMs;
    expect(Math.round(lifeDays)).toBe(90);
    expect(Date.parse(first.validFrom)).toBeLessThan(nowMs - dayMs / 2);
  });

  test('is refused for garbage and for a request that another key signed', async () => {
    const authority = await open();
    const { request } = await createCertificateRequest('x');
    const der = Buffer.from(request.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const at = der.length - 4;
    der.writeUInt8((der[at] ?? 0) ^ 1, at);
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    for (const bad of ['', 'x', authority.certificate, forged]) {
      await expect(authority.certifyCell(bad, 'c1')).rejects.toMatchObject({
        code: 'invalid',
        reason: 'bad_certificate_request',
      });
    }
  });
});
