import {css} from 'lit';

/** Neutral throughout: how much is told by shape and word, never by an alarming colour. */
export const looks = css`
  .item {
    margin-bottom: calc(var(--space) * 3);
  }
  legend {
    font-weight: 600;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin-top: var(--space);
  }
  .options label {
    flex: 1 0 auto;
    padding: 0 calc(var(--space) * 1.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .figure {
    display: block;
    width: 100%;
    max-width: 480px;
    margin: 0 auto;
  }
  .figure path,
  .ring {
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 2;
  }
  .figure text {
    fill: var(--ink);
    font-size: 18px;
  }
  .full {
    fill: var(--accent);
  }
  .mark {
    width: 1em;
    flex: none;
  }
  .areas {
    columns: 2 15rem;
  }
  section {
    break-inside: avoid;
  }
  .signs {
    padding: 0;
  }
  .signs li {
    display: flex;
    gap: var(--space);
  }
  @media print {
    .sheet {
      font-size: 11pt;
    }
    h2,
    h3 {
      margin: 0.6em 0 0.3em;
    }
    p,
    ul {
      margin-bottom: 0.5em;
    }
    .figure {
      max-width: 80mm;
    }
  }
`;
