/** The generated messages, with 64-bit integers as numbers. */
import './integers.ts';

export { cellar } from '../gen/cell.js';
