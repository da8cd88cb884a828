import {css} from 'lit';

/** A sheet in the training's accent: one column on a phone, A4 landscape on paper. */
export const looks = css`
  fieldset {
    margin: calc(var(--space) * 3) 0;
  }
  legend {
    font-weight: 600;
  }
  .sheet {
    box-sizing: border-box;
    padding: calc(var(--space) * 2);
    border: 6px double var(--accent);
    border-radius: var(--radius);
    background: var(--card);
    text-align: center;
  }
  .sheet .ornament {
    color: var(--accent);
    max-width: 100%;
  }
  .sheet h2 {
    margin: 0.2em 0 0;
    font-size: 2em;
    color: var(--accent);
  }
  .sheet p {
    margin: 0 0 0.4em;
  }
  .name {
    font-size: 1.6em;
    line-height: 1.25;
    padding: 0.5em 0 0.2em;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .training {
    font-size: 1.3em;
    line-height: 1.3;
    font-weight: 600;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: calc(var(--space) * 2) calc(var(--space) * 4);
    margin: calc(var(--space) * 2) 0;
    text-align: start;
    font-size: var(--text-small);
  }
  dl,
  table {
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: var(--space);
    padding: 2px 0;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    text-align: end;
    font-weight: 600;
  }
  caption {
    text-align: start;
    font-weight: 600;
    color: var(--accent);
  }
  th,
  td {
    padding: 4px;
  }
  td,
  thead th:not(:first-child) {
    text-align: end;
  }
  tfoot {
    font-weight: 600;
  }
  @media print {
    .sheet {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      align-items: center;
      width: 281mm;
      min-height: 192mm;
      padding: 10mm 18mm;
      border-radius: 0;
      background: none;
      font-size: 15pt;
      line-height: 1.3;
    }
    .name,
    .facts {
      width: 100%;
    }
    .facts {
      grid-template-columns: 1fr 1fr;
      font-size: 12pt;
    }
  }
`;
