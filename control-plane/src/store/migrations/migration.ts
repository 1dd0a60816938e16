/** One numbered step of the schema. A released one is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Runs inside a transaction that also records it. */
  readonly up: (database: MigrationDatabase) => void;
}

export interface MigrationDatabase {
  /** Runs statements separated by semicolons. */
  script(text: string): void;
}
