/** No text that people choose becomes an element or an attribute, and each comes back as it was. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { GuestFiles } from '../guest-files.ts';
import { buildSnapshotXml, parseSnapshot } from '../snapshots/snapshot-xml.ts';
import { buildDomainXml } from './build.ts';
import { element, formatXml, parseXml, type XmlElement } from './element.ts';
import { buildMediaMark, publicSpec } from './metadata.ts';
import { parseDomain } from './parse.ts';

const surroundings = {
  cellId: 'cell-1',
  virtualization: 'qemu' as const,
  files: new GuestFiles('/disks'),
  limitsBandwidth: true,
  hostMemoryBytes: 2 ** 34,
  attachmentOf: () => ({ type: 'network' as const, network: 'cellar-1' }),
};
const id = '11111111-1111-4111-8111-111111111111';
const malice = [
  '</title><devices><hostdev/></devices><title>',
  '"/><disk type="file"><source file="/etc/shadow"/></disk><x y="',
  "' onload='x",
  ']]></cellar:spec><cellar:spec>{}',
  '<![CDATA[<disk/>]]>',
  '<!-- -->',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  '&lt;disk/&gt;&amp;&#60;&#x3c;&quot;',
  '\\u003cdisk/\\u003e',
  '$(reboot) `reboot` ; reboot | reboot && reboot',
  '../../../etc/passwd',
  '\ud800 lone \udfff',
  '\u0000\u0001\u001b\u007f\u0085\u2028\ufeff\ufffe\uffff',
  '\r\n\t',
  ' ',
  'ü 名前 🍷',
];
const text = fc.oneof(fc.constantFrom(...malice), fc.string({ unit: 'binary' }), fc.string());

/** Names of elements and attributes as they lie in each other: all but the texts. */
function shapeOf({ name, attributes, children }: XmlElement): unknown {
  const inner = children.filter((child): child is XmlElement => typeof child !== 'string');
  return [name, Object.keys(attributes), inner.map(shapeOf)];
}

function specWith(words: readonly string[]): GuestSpec {
  const [name = '', hostName = '', owner = '', group = '', pool = '', adminName = '', rest = ''] = words;
  const cloudInit = { rootEnabled: false, adminName, adminSecret: rest, dataPath: rest, userData: rest };
  // Without a title where nothing of the name is to be seen.
  return guestSpec({ id, name: `x${name}`, hostName, owner, group, pool, modules: [rest], cloudInit });
}

const words = fc.array(text, { minLength: 7, maxLength: 7 });
const plainShape = shapeOf(parseXml(buildDomainXml('o', specWith([]), surroundings)));

describe('a domain', () => {
  test('has the same elements whatever people write, and gives it back', () => {
    fc.assert(
      fc.property(words, text, (chosen, operationId) => {
        const spec = specWith(chosen);
        const xml = buildDomainXml(operationId, spec, surroundings);
        expect(shapeOf(parseXml(xml))).toEqual(plainShape);
        const parsed = parseDomain(xml);
        expect(parsed?.spec).toEqual(publicSpec(spec));
        expect(parsed?.operationId).toBe(operationId);
        expect(parsed?.diskPaths.every((path) => path.startsWith('/disks/'))).toBe(true);
      }),
    );
  });

  test.each(malice)('the secret of the screen %j stays one, or is refused', (monitorSecret) => {
    const spec = { ...specWith([]), monitorSecret };
    try {
      const xml = buildDomainXml('o', spec, surroundings);
      expect(shapeOf(parseXml(xml))).toEqual(plainShape);
      expect(parseDomain(xml)?.monitorSecret).toBe(monitorSecret);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error).toMatchObject({ code: 'invalid', reason: 'not_xml_text' });
      expect(monitorSecret).toMatch(/[\p{Cc}\p{Cs}\ufffe\uffff]/u);
    }
  });
});

test('the name of an image stays one attribute, or is refused', () => {
  fc.assert(
    fc.property(text, (imageId) => {
      const media = { imageId, imageSha256: 'ab' };
      try {
        const mark = buildMediaMark({ operationId: 'o', media }, 'cellar-media:');
        const parsed = parseXml(formatXml(element('metadata', {}, mark)));
        expect(shapeOf(parsed)).toEqual(['metadata', [], [shapeOf(mark)]]);
        expect(parsed.children).toMatchObject([{ attributes: { image: imageId } }]);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        expect(error).toMatchObject({ code: 'invalid', reason: 'not_xml_text' });
      }
    }),
  );
});

test('the description of a snapshot stays one, and comes back', () => {
  fc.assert(
    fc.property(text, text, (description, operationId) => {
      const xml = buildSnapshotXml({ name: 'a', description, operationId });
      expect(shapeOf(parseXml(xml))).toEqual([
        'domainsnapshot',
        [],
        [
          ['name', [], []],
          ['description', [], []],
        ],
      ]);
      expect(parseSnapshot(xml)).toMatchObject({ description, operationId });
    }),
  );
});
