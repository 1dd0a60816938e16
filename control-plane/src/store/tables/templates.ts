export interface TemplatesTable {
  id: string;
  /** Order of creation. */
  position: number;
  name: string;
  admin: string;
  operating_system: string;
  /** JSON. */
  hardware: string;
  created_at_ms: number;
  modified_at_ms: number;
}
