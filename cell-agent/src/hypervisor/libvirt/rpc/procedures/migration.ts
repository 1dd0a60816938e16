/**
 * The five calls of a migration with version 3 of libvirt's migration protocol, for a client that speaks to both hosts:
 * begin (source), prepare (target), perform (source), finish (target), confirm (source). Each is given the cookie that
 * the one before has answered with.
 */
import { action, domain, optionalText, text } from '../procedure.ts';
import { typedParamList } from '../typed-params.ts';
import { int, nothing, opaque, uint } from '../xdr.ts';
import { struct } from '../xdr-composite.ts';

/** `REMOTE_DOMAIN_MIGRATE_PARAM_LIST_MAX` */
const params = typedParamList(64);
/** `REMOTE_MIGRATE_COOKIE_MAX` */
const cookie = opaque(4_194_304);

/** Gives the definition that the target is to have. */
export const domainMigrateBegin3Params = action(
  'domainMigrateBegin3Params',
  302,
  struct({ domain, params, flags: uint }),
  struct({ cookieOut: cookie, xml: text }),
);
/** The target's QEMU is there and waits for the memory. */
export const domainMigratePrepare3Params = action(
  'domainMigratePrepare3Params',
  303,
  struct({ params, cookieIn: cookie, flags: uint }),
  struct({ cookieOut: cookie, uriOut: optionalText }),
);
/** Returns when all has been sent and the guest is paused at the source. */
export const domainMigratePerform3Params = action(
  'domainMigratePerform3Params',
  305,
  struct({ domain, connectionUri: optionalText, params, cookieIn: cookie, flags: uint }),
  cookie,
);
/** The guest runs at the target, or, with `cancelled`, is gone there. */
export const domainMigrateFinish3Params = action(
  'domainMigrateFinish3Params',
  306,
  struct({ params, cookieIn: cookie, flags: uint, cancelled: int }),
  struct({ domain, cookieOut: cookie }),
);
/** The source's QEMU ends, or, with `cancelled`, the guest goes on there. */
export const domainMigrateConfirm3Params = action(
  'domainMigrateConfirm3Params',
  307,
  struct({ domain, params, cookieIn: cookie, flags: uint, cancelled: int }),
  nothing,
);
