/**
 * The path below a folder that a percent-encoded URL path names, or null when it names none: empty, hidden and dotted
 * parts, backslashes, control characters, encoded slashes and malformed escapes have no place in a file's URL.
 */
export function relativePathOf(encodedPath: string): string | null {
  const parts: string[] = [];
  for (const encoded of encodedPath.split('/')) {
    const part = decode(encoded);
    if (part === null || !isPlainName(part)) return null;
    parts.push(part);
  }
  return parts.join('/');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isPlainName(part: string): boolean {
  const plain = [...part].every((char) => char !== '/' && char !== '\\' && char.charCodeAt(0) >= 0x20);
  return plain && part !== '' && !part.startsWith('.');
}
