/** What an image may be called and described with. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { ImageKind } from './image.ts';

const diskName = /^[\w.-]{1,128}$/;
/** Anything that shows in one line. */
const mediaName = /^[^\p{Cc}]{1,128}$/u;
const tag = /^[^\p{Cc}]{1,64}$/u;
const maxTags = 32;
const maxDescription = 1024;

/** @throws DomainError `invalid` with reason `bad_name`. */
export function checkImageName(kind: ImageKind, name: string): void {
  if (name.trim() === '') throw bad('name', 'image name required');
  if (kind === 'disk' && !diskName.test(name)) {
    throw bad(
      'name',
      `illegal image name ${JSON.stringify(name.slice(0, 80))}: only 1 to 128 of '0~9a~Z_-.' allowed`,
    );
  }
  if (!mediaName.test(name)) throw bad('name', 'illegal image name: 1 to 128 characters in one line allowed');
}

/** @throws DomainError `invalid` with reason `bad_description` or `bad_tags`. */
export function checkImageNotes(notes: {
  readonly description: string;
  readonly tags: readonly string[];
}): void {
  if (notes.description.length > maxDescription) {
    throw bad('description', `the description is longer than ${maxDescription} characters`);
  }
  if (notes.tags.length > maxTags) throw bad('tags', `more than ${maxTags} tags`);
  if (!notes.tags.every((one) => tag.test(one)))
    throw bad('tags', 'a tag has 1 to 64 characters in one line');
}

/**
 * The name of an image made of a file that was found: `<file>_<unix time>`, with `_` for what a name may not have, and a
 * number behind it where that is taken.
 */
export function imageNameOfFile(
  kind: ImageKind,
  file: string,
  nowMs: number,
  taken: ReadonlySet<string>,
): string {
  const illegal = kind === 'disk' ? /[^\w.-]/gu : /[\p{Cc}\p{Cs}]/gu;
  const plain = file.replaceAll(illegal, '_');
  const suffix = `_${Math.floor(nowMs / 1000)}`;
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? suffix : `${suffix}_${count}`;
    const name = `${beginningOf(plain, 128 - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}

/** Never half of a character that takes two code units. */
function beginningOf(text: string, codeUnits: number): string {
  return text.slice(0, codeUnits).replace(/[\uD800-\uDBFF]$/, '');
}

function bad(field: 'name' | 'description' | 'tags', message: string): DomainError {
  return new DomainError('invalid', message, { reason: `bad_${field}`, details: { field } });
}
