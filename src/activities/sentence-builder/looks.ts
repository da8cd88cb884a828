import {css} from 'lit';

export const looks = css`
  h2 {
    margin-top: 0;
  }
  fieldset {
    margin: calc(var(--space) * 3) 0;
  }
  legend {
    margin-bottom: var(--space);
    font-weight: 600;
  }
  .choice {
    padding: calc(var(--space) / 2) 0;
  }
  .choice span {
    min-width: 0;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  input:checked + span {
    font-weight: 600;
  }
  .sentence {
    font-size: 1.1em;
  }
  .answer {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--space) * 2);
    margin: calc(var(--space) * 2) 0;
  }
  .answer > div {
    flex: 1;
    min-width: 0;
  }
  .face {
    flex: none;
    width: 64px;
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linecap: round;
  }
  .face .fill {
    fill: var(--ink);
    stroke: none;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0 0 calc(var(--space) * 1.5);
  }
`;
