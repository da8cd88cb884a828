import {css} from 'lit';

/** Neutral throughout: how much is shown by length and said in words, never by an alarming colour. */
export const looks = css`
  :host {
    display: block;
  }
  h2:focus {
    outline: none;
  }
  h2 {
    margin-top: 0;
  }
  h4 {
    margin: 1.4em 0 0.2em;
  }
  .card {
    margin-bottom: calc(var(--space) * 2);
  }
  .card > :first-child {
    margin-top: 0;
  }
  .card > :last-child {
    margin-bottom: 0;
  }
  .soft,
  .prefer_not {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .stem {
    margin-bottom: calc(var(--space) * 2);
    color: var(--ink-soft);
  }
  .item {
    margin-bottom: calc(var(--space) * 4);
  }
  .item legend {
    font-weight: 600;
    margin-bottom: var(--space);
  }
  .options,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
  }
  .actions {
    margin-top: calc(var(--space) * 3);
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--space);
    flex: 1 0 auto;
    box-sizing: border-box;
    max-width: 100%;
    min-height: 44px;
    padding: calc(var(--space) / 2) calc(var(--space) * 1.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    cursor: pointer;
  }
  .prefer_not {
    flex-grow: 0;
  }
  input:checked + span {
    font-weight: 600;
  }
  summary {
    min-height: 44px;
    line-height: 44px;
    cursor: pointer;
    color: var(--accent);
  }
  details {
    margin-bottom: calc(var(--space) * 2);
  }
  .lines a {
    display: inline-block;
    min-width: 44px;
    line-height: 44px;
    font-weight: 600;
  }
  .bar {
    display: block;
    width: 100%;
    height: 20px;
    margin: var(--space) 0;
  }
  .bar .track {
    fill: none;
    stroke: var(--line);
    stroke-width: 2;
  }
  .bar path {
    stroke: var(--ink-soft);
  }
  .bar .value {
    fill: var(--accent);
  }
  .bar.resource .value {
    fill: var(--accent-soft);
    stroke: var(--accent);
  }
  .bar * {
    vector-effect: non-scaling-stroke;
  }
  @media (max-width: 30em) {
    label,
    .actions button {
      flex-basis: 100%;
    }
  }
  @media print {
    .scale {
      break-inside: avoid;
    }
    details:not([open]) {
      display: none;
    }
  }
`;
