/**
 * What agents and control plane rely on in each other. After a release the next one's tests compare with its contract:
 * `node test/support/proto-contract.ts > test/upgrade/previous-proto.json` in the released tree.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import protobuf from 'protobufjs';

/** Every field, value and method as `NAME: number and type`, flat. */
function contractOf(root: protobuf.Root): Record<string, string> {
  const found: [string, string][] = [];
  const visit = (thing: protobuf.ReflectionObject) => {
    const name = thing.fullName.replace(/^\./, '');
    if (thing instanceof protobuf.Type)
      for (const field of thing.fieldsArray) {
        const rule = field instanceof protobuf.MapField ? `map<${field.keyType}>` : (field.rule ?? 'one');
        found.push([`${name}.${field.name}`, `${field.id} ${rule} ${field.type}`]);
      }
    if (thing instanceof protobuf.Enum)
      for (const [key, value] of Object.entries(thing.values)) found.push([`${name}.${key}`, String(value)]);
    if (thing instanceof protobuf.Service)
      for (const {
        name: method,
        requestType,
        requestStream,
        responseType,
        responseStream,
      } of thing.methodsArray)
        found.push([
          `${name}.${method}`,
          `${requestStream ? 'stream ' : ''}${requestType} -> ${responseStream ? 'stream ' : ''}${responseType}`,
        ]);
    if (thing instanceof protobuf.Namespace) for (const child of thing.nestedArray) visit(child);
  };
  visit(root);
  return Object.fromEntries(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Of a tree's `proto/`. */
export function protoContract(proto = resolve(import.meta.dirname, '../../proto')): Record<string, string> {
  const folder = join(proto, 'cell/v1');
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => (target.startsWith('/') ? target : join(proto, target));
  root.loadSync(
    readdirSync(folder).map((name) => join(folder, name)),
    { keepCase: true },
  );
  return contractOf(root);
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(protoContract(), null, 1)}\n`);
