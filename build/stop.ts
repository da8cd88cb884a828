/** Ends a command with a message for whoever can act: no stack, the exit code 1. */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** What a command does with an error that ends it: a `Stop` is said, anything else is a fault of ours and is thrown on. */
export function sayStop(error: unknown): void {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
