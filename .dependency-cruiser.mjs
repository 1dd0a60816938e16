/** The dependency directions of ARCHITECTURE.md, checked by `npm run check`. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const own = '^(control-plane|cell-agent)/src/';
const test = '\\.test\\.ts$';

/** A library that only one adapter may know. */
const onlyIn = (library, folders) =>
  forbid(
    `${library.replaceAll(/\W/g, '')}-only-in`,
    `${library} belongs to ${folders.join(', ')}`,
    {
      path: '^(control-plane|cell-agent|proto)/',
      pathNot: [test, ...folders.map((folder) => `^${folder}/`)],
    },
    { path: `node_modules/${library}/` },
  );

export default {
  forbidden: [
    forbid(
      'no-cycles',
      'a cycle has no direction',
      { pathNot: test },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'domain-is-pure',
      'the domain imports nothing but the shared errors and values',
      { path: '^control-plane/src/domain/', pathNot: test },
      { pathNot: '^(control-plane/src/domain/|proto/src/(errors|model[\\w-]*)\\.ts$)' },
    ),
    forbid(
      'use-cases-inward',
      'use-cases know the domain and their ports',
      { path: '^control-plane/src/use-cases/', pathNot: test },
      { path: own, pathNot: '^control-plane/src/(domain|use-cases|operations/step\\.ts)' },
    ),
    forbid(
      'http-inward',
      'http knows use-cases, never store or cells',
      { path: '^control-plane/src/http/', pathNot: test },
      { path: '^control-plane/src/(store|cells|images|operations)/' },
    ),
    forbid(
      'cells-inward',
      'cells know use-cases, never http or store',
      { path: '^control-plane/src/cells/', pathNot: test },
      { path: '^control-plane/src/(store|http|images|operations)/' },
    ),
    forbid(
      'keystone-inward',
      'the client of an external Keystone knows the ports',
      { path: '^control-plane/src/keystone/', pathNot: test },
      { path: '^control-plane/src/(cells|http|images|operations|store)/' },
    ),
    forbid(
      'store-inward',
      'the store knows the ports, never http or cells',
      { path: '^control-plane/src/store/', pathNot: test },
      { path: '^control-plane/src/(cells|http|images|operations)/' },
    ),
    forbid(
      'dialects-apart',
      'no dialect imports another',
      { path: '^control-plane/src/http/(nano|rs|broker|identity|adjutant|cellar)/', pathNot: test },
      {
        path: '^control-plane/src/http/(nano|rs|broker|identity|adjutant|cellar)/',
        pathNot: '^control-plane/src/http/$1/',
      },
    ),
    forbid(
      'agent-use-cases-inward',
      "the agent's use-cases know the hypervisor by its port",
      { path: '^cell-agent/src/use-cases/', pathNot: test },
      { path: '^cell-agent/src/(rpc|hypervisor/(libvirt|fake))/' },
    ),
    forbid(
      'programs-apart',
      'the programs share proto/ only',
      { path: '^control-plane/', pathNot: test },
      { path: '^cell-agent/' },
    ),
    forbid(
      'programs-apart-too',
      'the programs share proto/ only',
      { path: '^cell-agent/', pathNot: test },
      { path: '^control-plane/' },
    ),
    forbid(
      'proto-imports-nothing',
      'proto/ stands below both programs',
      { path: '^proto/' },
      { path: '^(control-plane|cell-agent|test)/' },
    ),
    forbid(
      'no-tests-in-product',
      'the product does not need its tests',
      { path: own, pathNot: test },
      { path: '^test/' },
    ),
    onlyIn('ssh2', ['control-plane/src/cli/ssh']),
    onlyIn('nodemailer', ['control-plane/src/mail']),
    onlyIn('kysely', ['control-plane/src/store']),
    onlyIn('better-sqlite3', ['control-plane/src/store']),
    onlyIn('hono', ['control-plane/src/http']),
    onlyIn('@grpc/grpc-js', ['control-plane/src/cells', 'cell-agent/src/rpc', 'proto/src']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|proto/gen)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
