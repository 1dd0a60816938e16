/** Reads what `qemu-img -p` prints, e.g. `    (12.80/100%)`, and tells it rising. */
export function convertProgress(tell: ((percent: number) => void) | undefined): (chunk: string) => void {
  let last = -1;
  return (chunk) => {
    for (const [, text] of chunk.matchAll(/\((\d+\.\d+)\/100%\)/g)) {
      const percent = Number(text);
      if (percent <= last) continue;
      last = percent;
      tell?.(percent);
    }
  };
}
