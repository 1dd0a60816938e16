/** The generated messages, with 64-bit integers as numbers: sizes and times stay below 2^53. */
import protobuf from 'protobufjs/minimal.js';

Object.assign(protobuf.util, { Long: undefined });
protobuf.configure();

export { cellar } from '../gen/cell.js';
