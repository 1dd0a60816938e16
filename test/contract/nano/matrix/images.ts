import type { Row } from './row.ts';
import { ownership, type Subject } from './world.ts';

const owned = ({ side, name }: Subject) => ({ name, ...ownership(side) });

function rowsOf(kind: 'disk' | 'media'): Row[] {
  const of = `${kind} image` as const;
  const upload = {
    who: 'own',
    of,
    body: (world: Parameters<NonNullable<Row['body']>>[0]) => world.form(kind),
  } as const;
  const download = { who: 'read', of } as const;
  return [
    { operation: `GET /${kind}_image_search/`, who: 'session' },
    // There is nothing to be found.
    { operation: `PATCH /${kind}_images/`, who: 'session', body: () => ({}), unaudited: true },
    { operation: `GET /${kind}_images/{id}`, who: 'read', of },
    { operation: `POST /${kind}_images/`, who: 'own', of: 'nothing', body: (_, subject) => owned(subject) },
    { operation: `PUT /${kind}_images/{id}`, who: 'own', of, body: () => ({ description: 'new' }) },
    { operation: `DELETE /${kind}_images/{id}`, who: 'own', of },
    { operation: `GET /${kind}_images/{id}/file/`, ...download },
    { operation: `POST /${kind}_images/{id}/file/`, ...upload },
    { operation: `GET /${kind}_image_files/{id}`, ...download },
    { operation: `POST /${kind}_image_files/{id}`, ...upload },
  ];
}

export const imageRows: readonly Row[] = [
  ...rowsOf('disk'),
  ...rowsOf('media'),
  { operation: 'GET /media_images/', who: 'session' },
];
