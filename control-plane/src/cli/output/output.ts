/** Where results go: text for people, or with `--json` the API's own data for programs, on standard output. */
import { type Column, properties, table } from './table.ts';

export class Output {
  readonly #json: boolean;
  readonly #out: NodeJS.WritableStream;
  readonly #err: NodeJS.WriteStream;

  constructor(json: boolean, out: NodeJS.WritableStream = process.stdout, err = process.stderr) {
    this.#json = json;
    this.#out = out;
    this.#err = err;
  }

  /** @param shown those that people need to see. */
  list<Row>(columns: readonly Column<Row>[], rows: readonly Row[], shown = rows): void {
    this.#out.write(this.#json ? `${JSON.stringify(rows)}\n` : table(columns, shown));
  }

  /** One thing with all its values. @param shown those that people need to see. */
  thing(thing: object, shown = thing): void {
    this.#out.write(this.#json ? `${JSON.stringify(thing)}\n` : properties(shown));
  }

  /** What was done; `data` is what programs are told of it. */
  done(sentence: string, data: object = {}): void {
    this.#out.write(this.#json ? `${JSON.stringify(data)}\n` : `${sentence}\n`);
  }

  /** Lines as they are; `data` is what programs are told. */
  text(lines: string, data: object): void {
    this.#out.write(this.#json ? `${JSON.stringify(data)}\n` : lines);
  }

  /** A value that other commands take: with and without `--json` the bare text. */
  value(text: string): void {
    this.#out.write(`${text}\n`);
  }

  /** A remark for people only. */
  remark(text: string): void {
    if (!this.#json) this.#err.write(`${text}\n`);
  }

  /** How far something is, 0 to 100; drawn over itself, and only on a terminal. */
  progress(what: string, percent: number): void {
    if (this.#json || !this.#err.isTTY) return;
    const width = 30;
    const filled = Math.round((Math.min(100, Math.max(0, percent)) / 100) * width);
    const bar = `${'#'.repeat(filled)}${'.'.repeat(width - filled)}`;
    this.#err.write(`\r${what} [${bar}] ${Math.floor(percent)} %\u001b[K${percent >= 100 ? '\n' : ''}`);
  }
}
