import {css} from 'lit';

export const looks = css`
  h2 {
    margin-top: 0;
  }
  .story {
    max-width: var(--measure);
  }
  .person {
    font-weight: 600;
  }
  fieldset {
    margin: calc(var(--space) * 3) 0;
  }
  legend {
    font-weight: 600;
    margin-bottom: var(--space);
  }
  .option {
    display: flex;
    align-items: center;
    gap: var(--space);
    box-sizing: border-box;
    min-height: 44px;
    margin-bottom: var(--space);
    padding: calc(var(--space) / 2) calc(var(--space) * 1.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    cursor: pointer;
  }
  .option span {
    min-width: 0;
    overflow-wrap: break-word;
  }
  input:checked + span {
    font-weight: 600;
  }
  summary {
    padding: calc(var(--space) * 1.25) 0;
    color: var(--accent);
    cursor: pointer;
  }
  dt {
    font-weight: 600;
  }
  dt.yours {
    padding-inline-start: calc(var(--space) * 1.5);
    border-inline-start: 4px solid var(--accent);
  }
  dd {
    margin: 0 0 calc(var(--space) * 2);
  }
  dt,
  section {
    break-inside: avoid;
  }
`;
