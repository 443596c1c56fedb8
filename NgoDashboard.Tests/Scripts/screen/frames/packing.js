import { gzipSync } from 'node:zlib';

/** As the hub packs a frame. */
export const pack = text => gzipSync(text).toString('base64');
