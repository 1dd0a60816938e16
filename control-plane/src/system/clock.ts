import type { Clock } from '../use-cases/ports/index.ts';

export const systemClock: Clock = { nowMs: () => Date.now() };
