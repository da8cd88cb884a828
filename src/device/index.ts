export {type Cipher, newKey, type Random} from './cipher.ts';
export * from './device.ts';
export {type Privacy, privacyOf} from './kept.ts';
