import * as worker from './acoustics-worker.ts';

/**
 * All that measures, as one function. In a package the build puts a closed one in this file's place (`build/scripts.ts`), whose own
 * text is the worker's script: a package has no file a worker could be started from, neither from a folder nor in a sandboxed frame.
 */
export const program = () => worker;
