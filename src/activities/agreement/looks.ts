import {css} from 'lit';

/** The sheet is read from a distance: on a shared screen as on the wall. */
export const looks = css`
  fieldset {
    margin-bottom: calc(var(--space) * 3);
  }
  legend {
    font-weight: 600;
    margin-bottom: var(--space);
  }
  .choice {
    padding: calc(var(--space) / 2) 0;
  }
  .order {
    padding: 0;
    list-style: none;
    counter-reset: place;
  }
  .order li {
    display: flex;
    align-items: center;
    gap: var(--space);
    margin: 0;
    padding: var(--space) 0;
    border-bottom: 1px solid var(--line);
    counter-increment: place;
  }
  .order li::before {
    content: counter(place) '.';
    min-width: 1.4em;
    font-weight: 600;
    color: var(--accent);
  }
  .order span {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .order button {
    flex: none;
    min-width: 44px;
    padding: 0;
  }
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  .sheet {
    padding: calc(var(--space) * 3);
    border: 2px solid var(--accent);
    border-radius: var(--radius);
    background: var(--card);
    font-size: 1.35em;
    line-height: 1.4;
  }
  .sheet h3 {
    margin: 0 0 0.5em;
    font-size: 1.4em;
    color: var(--accent);
  }
  .sheet .ornament {
    color: var(--accent);
    max-width: 100%;
  }
  .sheet li {
    margin: 0.6em 0;
    overflow-wrap: anywhere;
  }
  .sign {
    display: none;
  }
  @media print {
    .sheet {
      min-height: 255mm;
      box-sizing: border-box;
      padding: 10mm;
      background: none;
      font-size: 22pt;
    }
    .sheet li {
      break-inside: avoid;
    }
    .sign {
      display: block;
      font-size: 14pt;
      break-inside: avoid;
    }
    .lines {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 12mm;
    }
    .lines span {
      height: 11mm;
      border-bottom: 1px solid var(--ink);
    }
  }
`;
