/** XML as a tree of elements; reading and writing is the library's. */
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { DomainError } from '../../../../../proto/src/errors.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

type Value = string | number | undefined;

/** Attributes that are undefined are left out, and so are children that are null. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (XmlElement | string | null)[]
): XmlElement {
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    name,
    attributes: Object.fromEntries(present.map(([key, value]) => [key, String(value)])),
    children: children.filter((child) => child !== null),
  };
}

export function elements(parent: XmlElement | undefined, name: string): XmlElement[] {
  const children = parent?.children ?? [];
  return children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

/** The first descendant on a path of child names. */
export function find(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, name) => elements(current, name)[0], parent);
}

export function textOf(parent: XmlElement | undefined): string {
  return (parent?.children ?? []).filter((child) => typeof child === 'string').join('');
}

/** A node as the library has it: one key with the children, and the attributes under `:@`. */
type Node = Readonly<Record<string, unknown>>;

const common = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' } as const;
const parser = new XMLParser({
  ...common,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  // Decodes references by number too.
  htmlEntities: true,
  ignoreDeclaration: true,
});
const builder = new XMLBuilder({ ...common, suppressEmptyNode: true, suppressBooleanAttributes: false });

/** @throws DomainError `internal` when it is not XML with one root. */
export function parseXml(xml: string): XmlElement {
  try {
    const root = (parser.parse(xml) as Node[]).map(fromNode).find((node) => typeof node !== 'string');
    if (root !== undefined) return root;
  } catch (error) {
    throw new DomainError('internal', 'libvirt sent unreadable XML', { reason: 'bad_xml', cause: error });
  }
  throw new DomainError('internal', 'libvirt sent XML without a root', { reason: 'bad_xml' });
}

/** @throws DomainError `invalid` with reason `not_xml_text` for characters that XML 1.0 does not carry unchanged. */
export function formatXml(root: XmlElement): string {
  return builder.build([toNode(root)]);
}

function fromNode(node: Node): XmlElement | string {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  if (name === '#text') return String(node[name]);
  const attributes = (node[':@'] ?? {}) as Record<string, string>;
  return { name, attributes, children: (node[name] as Node[]).map(fromNode) };
}

function toNode(tree: XmlElement | string): Node {
  if (typeof tree === 'string') return { '#text': carried(tree, notInText) };
  for (const value of Object.values(tree.attributes)) carried(value, notInAttributes);
  return { [tree.name]: tree.children.map(toNode), ':@': tree.attributes };
}

// Readers turn a carriage return into a line feed, and white space of attributes into spaces.
const notInText = /[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const notInAttributes = /[^\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function carried(text: string, forbidden: RegExp): string {
  if (!forbidden.test(text)) return text;
  throw new DomainError('invalid', 'a text has control characters', { reason: 'not_xml_text' });
}
