import { stringify } from 'yaml';

/**
 * As cloud-init reads it, which is YAML 1.1 by PyYAML: there `no`, `12:30`, `=` and more are not strings unless they are
 * quoted, and U+0085, U+2028 and U+2029 end a line. So each string is quoted, in printable ASCII.
 */
export function toYaml(value: object): string {
  const text = stringify(value, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedAsJSON: true,
  });
  return text.replaceAll(
    /[^\x20-\x7e\n]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  );
}
