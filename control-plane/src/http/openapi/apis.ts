/** The APIs that have documents, by the name under `/openapi/`. */

import { adjutantOperations } from '../adjutant/openapi.ts';
import { brokerOperations } from '../broker/openapi.ts';
import { cellarOperations } from '../cellar/openapi.ts';
import { identityOperations } from '../identity/openapi.ts';
import { nanoOperations } from '../nano/openapi.ts';
import { rsOperations } from '../rs/openapi.ts';
import type { DescribedApi } from './describe.ts';

const object = { type: 'object', additionalProperties: true };

const nanoAnswer = {
  type: 'object',
  properties: { error_code: { type: 'integer' }, message: { type: 'string' }, data: {} },
  required: ['error_code', 'message', 'data'],
};

export const describedApis: Readonly<Record<string, DescribedApi>> = {
  nano: {
    title: 'Nano API',
    description:
      'Guests, images, pools, people. Success has `error_code` 0; failures come with HTTP 200 and another one, the message says why.',
    base: '/api/v1',
    listener: 'nano',
    credential: 'Nano-Session',
    answer: nanoAnswer,
    error: nanoAnswer,
    operations: nanoOperations,
  },
  cellar: {
    title: 'Cellar API',
    description: 'Operations, cells, audit, API tokens and what else is Cellar’s own.',
    base: '/cellar/v1',
    listener: 'nano',
    credential: 'Nano-Session',
    answer: object,
    error: {
      type: 'object',
      properties: {
        error: {
          type: 'object',
          properties: {
            code: { type: 'string' },
            reason: { type: ['string', 'null'] },
            message: { type: 'string' },
            subject: { type: ['object', 'null'], additionalProperties: true },
            request_id: { type: 'string' },
          },
          required: ['code', 'reason', 'message', 'subject', 'request_id'],
        },
      },
      required: ['error'],
    },
    operations: cellarOperations,
  },
  identity: {
    title: 'Identity API',
    description: 'The part of Keystone’s API, version 3, that common clients use.',
    base: '',
    listener: 'identity',
    credential: 'X-Auth-Token',
    answer: object,
    error: {
      type: 'object',
      properties: {
        error: {
          type: 'object',
          properties: { code: { type: 'integer' }, message: { type: 'string' }, title: { type: 'string' } },
          required: ['code', 'message', 'title'],
        },
      },
      required: ['error'],
    },
    operations: identityOperations,
  },
  rs: {
    title: 'RS server API',
    description: 'Desktop projects and what they are made of.',
    base: '/v1',
    listener: 'rs',
    credential: 'X-Auth-Token',
    answer: object,
    error: object,
    operations: rsOperations,
  },
  broker: {
    title: 'Broker API',
    description:
      'How users come to their desktops. Failures have HTTP 400 and a number from 1 to 27; the token for what follows is in the header `X-Auth-Token` of the answer to `request-vm`.',
    base: '/v1',
    listener: 'broker',
    credential: 'X-Auth-Token',
    answer: object,
    error: {
      type: 'object',
      properties: {
        error: {
          type: 'object',
          properties: { code: { type: 'integer' }, message: { type: 'string' }, data: object },
          required: ['code', 'message', 'data'],
        },
      },
      required: ['error'],
    },
    operations: brokerOperations,
  },
  adjutant: {
    title: 'Adjutant API',
    description: 'Requests that somebody approves, or that a person completes by a link from a mail; quotas.',
    base: '/v1',
    listener: 'adjutant',
    credential: 'X-Auth-Token',
    answer: {},
    error: object,
    operations: adjutantOperations,
  },
};
