/** How cells come to be trusted, and how the links to them follow the database. */

/** The installation's own certificate authority. */
export interface CellAuthority {
  /** The CA certificate, PEM. */
  readonly certificate: string;
  /** SHA-256 of its DER, lower-case hex. */
  readonly fingerprint: string;
  /**
   * Returns a certificate (PEM) for the key in a PKCS#10 request (PEM); what else the request asks for is ignored.
   * @throws DomainError `invalid` with reason `bad_certificate_request`.
   */
  certifyCell(request: string, cellId: string): Promise<string>;
}

export interface CellLinks {
  /** Where cells reach this control plane, e.g. `https://10.0.0.1:5851`. */
  origins(): readonly string[];
  /** Links, unlinks and relinks cells as the database now has them. Call after the commit; it returns at once. */
  refresh(): void;
}
