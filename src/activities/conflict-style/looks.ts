import {css} from 'lit';

/** Beside those of the self-assessment: lengths and words, never a colour that judges. */
export const looks = css`
  .mode {
    break-inside: avoid;
    margin-bottom: calc(var(--space) * 3);
  }
  .mode h4 {
    margin: 0 0 0.2em;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0 0 var(--space);
  }
  table {
    table-layout: fixed;
  }
  th {
    font-size: var(--text-small);
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  th:first-child {
    width: 42%;
  }
  th small,
  td small {
    display: block;
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .pair .options label {
    flex: 1 0 100%;
  }
`;
