import {css} from 'lit';

/** Right and wrong are said in words and by weight, never by red and green. */
export const looks = css`
  h2 {
    margin-top: 0;
  }
  .ask,
  legend,
  .right,
  input:checked + span {
    font-weight: 600;
  }
  .choices {
    padding: 0;
    list-style: none;
  }
  .choice {
    flex-wrap: wrap;
    margin: var(--space) 0;
    padding: calc(var(--space) / 2) calc(var(--space) * 1.5);
  }
  .choice > span,
  select {
    flex: 1 1 9em;
    min-width: 0;
    overflow-wrap: break-word;
  }
  select {
    min-height: 44px;
    font: inherit;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
  }
  .choice button {
    min-width: 44px;
    padding: 0;
  }
  [aria-disabled='true'] {
    opacity: 0.4;
  }
  summary {
    padding: calc(var(--space) * 1.25) 0;
    cursor: pointer;
  }
`;
