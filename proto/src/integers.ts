/**
 * 64-bit integers as numbers: sizes and times stay below 2^53. The generated code looks at `util.Long` while it
 * is loaded, so this must be imported before it.
 */
import protobuf from 'protobufjs/minimal.js';

Object.assign(protobuf.util, { Long: undefined });
protobuf.configure();
