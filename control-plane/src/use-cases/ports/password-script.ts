/** A program of the operator's that takes each password which a user gives himself elsewhere, too. */
export interface PasswordScript {
  /**
   * @throws DomainError `unsupported` with reason `password_script_missing` if it can not be run, `conflict` with reason
   * `password_script_failed` if it refuses the password, `timeout`.
   */
  run(change: { readonly user: string; readonly old: string; readonly new: string }): Promise<void>;
}
