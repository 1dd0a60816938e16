import { z } from 'zod';
import { listOf, text } from '../../fields.ts';

export const roleRequest = z.object({ menu: listOf(text(64), 100) });
