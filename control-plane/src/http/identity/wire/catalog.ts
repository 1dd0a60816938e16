/** Where the services of this installation are, by what Keystone calls their type. */
interface Service {
  /** Key among the installation's listeners. */
  readonly api: string;
  readonly type: string;
  readonly name: string;
  readonly path: string;
}

const services: readonly Service[] = [
  { api: 'identity', type: 'identity', name: 'keystone', path: '/v3' },
  { api: 'nano', type: 'nano', name: 'nano', path: '/api/v1' },
  { api: 'nano', type: 'cellar', name: 'cellar', path: '/cellar/v1' },
  { api: 'rs', type: 'rs', name: 'rs-server', path: '/v1' },
  { api: 'broker', type: 'rs-broker', name: 'rs-broker', path: '/v1' },
  { api: 'adjutant', type: 'admin-logic', name: 'adjutant', path: '/v1' },
];

/** @param origins of the listeners that run. */
export function catalogToWire(origins: Readonly<Record<string, string>>, region: string): unknown[] {
  return services.flatMap(({ api, type, name, path }) => {
    const origin = origins[api];
    if (!origin) return [];
    const endpoint = (kind: string) => ({
      id: `${name}-${kind}`,
      interface: kind,
      region,
      region_id: region,
      url: `${origin}${path}`,
    });
    return [{ id: name, type, name, endpoints: ['public', 'internal', 'admin'].map(endpoint) }];
  });
}
