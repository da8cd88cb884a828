import {css} from 'lit';

/** Moods are told by lines and words, a way taken by fill and weight: nothing by colour alone. */
export const looks = css`
  h2 {
    margin-top: 0;
  }
  h3:first-child {
    margin-top: 0;
  }
  svg {
    display: block;
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linecap: round;
  }
  .fill {
    fill: var(--ink);
    stroke: none;
  }
  .face {
    flex: none;
    width: 64px;
  }
  .small .face {
    width: 36px;
  }
  .says {
    display: flex;
    gap: calc(var(--space) * 2);
    align-items: flex-start;
    margin-bottom: calc(var(--space) * 3);
  }
  .line {
    flex: 1;
    min-width: 0;
  }
  .line p:last-child {
    margin: 0;
  }
  .who {
    margin-bottom: calc(var(--space) / 2);
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .turn h3 {
    margin: 0 0 var(--space);
  }
  .option {
    display: block;
    width: 100%;
    margin-bottom: var(--space);
    padding: calc(var(--space) * 1.5) calc(var(--space) * 2);
    text-align: start;
    line-height: 1.4;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  summary {
    min-height: 44px;
    line-height: 44px;
    color: var(--accent);
    cursor: pointer;
  }
  .steps {
    padding: 0;
    list-style: none;
  }
  .steps > li {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--space) * 1.5);
    margin: 0 0 calc(var(--space) * 2);
    break-inside: avoid;
  }
  .steps > li > div {
    flex: 1;
    min-width: 0;
  }
  .steps p {
    margin-bottom: calc(var(--space) / 2);
  }
  .note {
    padding-inline-start: calc(var(--space) * 1.5);
    border-inline-start: 3px solid var(--accent);
  }
  figure {
    margin: calc(var(--space) * 2) 0;
  }
  .map,
  .course {
    width: 100%;
    max-width: 26rem;
    break-inside: avoid;
  }
  .map .open {
    stroke: var(--ink-soft);
    stroke-width: 1.2;
  }
  .map rect.open,
  .map circle.open {
    fill: var(--paper);
  }
  .map .taken {
    stroke: var(--accent);
    stroke-width: 4;
  }
  .map rect.taken,
  .map circle.taken {
    fill: var(--accent);
  }
  .map text {
    fill: var(--accent-ink);
    stroke: none;
    font-size: 14px;
    font-weight: 600;
  }
  .course .axis {
    stroke: var(--line);
  }
  .course .mine {
    stroke: var(--accent);
    stroke-width: 3;
  }
  .course .theirs {
    stroke-width: 3;
    stroke-dasharray: 2 7;
  }
  .course circle {
    fill: var(--accent);
    stroke: none;
  }
  .course rect {
    fill: var(--ink);
    stroke: none;
  }
  .key svg {
    display: inline-block;
    width: 44px;
    vertical-align: middle;
  }
  fieldset {
    margin: calc(var(--space) * 3) 0;
  }
  legend {
    margin-bottom: var(--space);
    font-weight: 600;
  }
  .feelings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
  }
  input:checked + span {
    font-weight: 600;
  }
  .moments .choice {
    padding: calc(var(--space) / 2) 0;
  }
  .choice span {
    min-width: 0;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0 0 calc(var(--space) * 1.5);
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
    gap: calc(var(--space) * 2);
  }
  table {
    table-layout: fixed;
  }
  th {
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  th:first-child,
  td:first-child {
    width: 44%;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  .picture text {
    stroke: none;
  }
  .paper {
    display: none;
  }
  @media (min-width: 30em) {
    .face {
      width: 84px;
    }
  }
  @media print {
    .paper {
      display: block;
    }
    details:not([open]) {
      display: none;
    }
  }
`;
