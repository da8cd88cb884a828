/** What the law notes of a country may be about: a page asks for one with `::law-notes{topic=workload}`. */
export const lawTopics = ['workload', 'personal-data'] as const;

/** What holds in a country, in one language: no text of a training states it, so another country is another file. */
export interface CountryFacts {
  readonly lawNotes: readonly {
    readonly topic: (typeof lawTopics)[number];
    readonly title: string;
    readonly note: string;
    /** The act and its article, for whoever wants to read it there. */
    readonly source: string;
  }[];
  readonly schoolTypes: readonly {readonly name: string; readonly note: string}[];
}
