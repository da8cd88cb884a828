import {fileURLToPath} from 'node:url';

/** The folder of the repository, with a slash at its end, from wherever a command is called (see run.mjs). */
export const root = fileURLToPath(new URL('..', import.meta.url));
