/** What a check found. */
export interface Finding {
  readonly title: string;
  readonly wayOut: string;
  readonly faults: readonly string[];
}

/** A report stays on a page: what is found more often has one cause. */
const shownFaults = 6;

/** A line for what holds; for what does not, what was found and the way out. */
export const findingLines = ({title, wayOut, faults}: Finding): readonly string[] =>
  faults.length === 0
    ? [`✓ ${title}`]
    : [
        `✗ ${title}`,
        ...faults.slice(0, shownFaults).map((fault) => `    ${fault}`),
        ...(faults.length > shownFaults ? [`    … and ${faults.length - shownFaults} more`] : []),
        `  → ${wayOut}`,
      ];

export const failed = (findings: readonly Finding[]) => findings.filter(({faults}) => faults.length > 0);
