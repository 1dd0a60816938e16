import { prose } from '../../fields.ts';

/** What Nova takes as user data. */
const maximumBytes = 64 * 1024;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Base64 of at most 64 KiB, kept without line breaks. */
export function initScript() {
  return prose(200_000)
    .transform((value) => value.replace(/[\r\n\t ]+/g, ''))
    .refine((value) => base64.test(value), 'must be base64')
    .refine(
      (value) => Buffer.from(value, 'base64').length <= maximumBytes,
      `must have at most ${maximumBytes} bytes when decoded`,
    );
}
