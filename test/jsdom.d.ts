/** The little that tests in Node ask of it; its own types are a package apart. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(source: string, options?: {readonly contentType?: string});
    readonly window: {readonly document: Document};
  }
}
