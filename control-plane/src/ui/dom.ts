type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<HTMLElementTagNameMap[Tag]>;

/** A new element with these properties and children; text is never taken for HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<Tag> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Changes the text only if it differs, so that selections and screen readers are left in peace. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** A label above its field. */
export function labelled(label: string, field: HTMLElement, hint = ''): HTMLElement {
  const parts = [element('span', { className: 'label', textContent: label }), field];
  if (hint !== '') parts.push(element('small', { textContent: hint }));
  return element('label', { className: 'field' }, ...parts);
}
