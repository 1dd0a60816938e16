import { encode } from 'uqr';

const namespace = 'http://www.w3.org/2000/svg';
const border = 4;

/** A picture that devices read as the text: dark on light whatever the page's colours, or many do not read it. */
export function drawQrCode(text: string, description: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'M', border });
  const picture = document.createElementNS(namespace, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('class', 'qr-code');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', description);
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', dark.join(''));
  picture.append(path);
  return picture;
}
