/** What stops the collector or one of its commands: a sentence for whoever runs it, with the way out. */
export class CollectorFault extends Error {
  override readonly name = 'CollectorFault';
}
