/** What a desktop is given of a host. */
export interface Flavor {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Of the system disk; 0: as large as the image's. */
  readonly diskBytes: number;
  readonly createdAtMs: number;
}
