import { expect, test } from 'vitest';
import { z } from 'zod';
import { flag, listOf, oneOf, optionalId, requiredText, text, wholeNumber } from './fields.ts';
import { validate } from './validate.ts';

const schema = z.object({
  name: requiredText(8).optional(),
  cores: wholeNumber(1, 32).optional(),
  force: flag().optional(),
  disks: listOf(wholeNumber(1), 3).optional(),
  qos: z.object({ priority: oneOf(['high', 'low']) }).optional(),
  image: optionalId(),
  password: text(4).optional(),
});

test.each([
  [{ name: '' }, 'name must not be empty, not ""'],
  [{ name: 'ninechars' }, 'name must have at most 8 characters, not "ninechars"'],
  [{ name: 7 }, 'name must be text, not 7'],
  [{ cores: 1.5 }, 'cores must be a whole number from 1 to 32, not 1.5'],
  [{ cores: 0 }, 'cores must be a whole number from 1 to 32, not 0'],
  [{ cores: '2' }, 'cores must be a whole number from 1 to 32, not "2"'],
  [{ cores: 2 ** 60 }, `cores must be a whole number from 1 to 32, not ${2 ** 60}`],
  [{ force: 'true' }, 'force must be true or false, not "true"'],
  [{ force: 1 }, 'force must be true or false, not 1'],
  [{ disks: 5 }, 'disks must be a list, not 5'],
  [{ disks: [1, -1] }, 'disks[1] must be a whole number from 1 to 9007199254740991, not -1'],
  [{ disks: [1, 1, 1, 1] }, 'disks must have at most 3 entries, not [1,1,1,1]'],
  [{ qos: { priority: 'huge' } }, 'qos.priority must be one of high, low, not "huge"'],
  [{ qos: {} }, 'qos.priority is missing: it must be one of high, low'],
  [{ password: 'secret' }, 'password must have at most 4 characters'],
])('%j: %s', (value, message) => {
  expect(() => validate(schema, value)).toThrow(expect.objectContaining({ code: 'invalid', message }));
});

test('unknown keys are left out and an empty id is none', () => {
  expect(validate(schema, { name: 'a', image: '', ports: [80] })).toEqual({ name: 'a', image: null });
  expect(validate(schema, {})).toEqual({ image: null });
});
