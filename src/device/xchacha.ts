import {xchacha20poly1305} from '@noble/ciphers/chacha.js';
import type {Cipher} from './cipher.ts';

/** A small audited cipher; synchronous, because WebCrypto is neither that nor there on plain http. */
export const xchacha: Cipher = {
  encrypt: (key, nonce, place, text) => xchacha20poly1305(key, nonce, place).encrypt(text),
  decrypt: (key, nonce, place, sealed) => xchacha20poly1305(key, nonce, place).decrypt(sealed),
};
