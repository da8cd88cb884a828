import {css} from 'lit';

export const playerStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--paper);
    color: var(--ink);
    font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
    -webkit-text-size-adjust: 100%;
  }
  .frame {
    min-height: 100vh;
    display: flex;
    flex-direction: column;
  }
  header,
  .bar {
    position: sticky;
    z-index: 2;
    background: var(--paper);
    display: flex;
    align-items: center;
    gap: var(--space);
    padding: 4px calc(var(--space) * 2);
    font-size: var(--text-small);
  }
  header {
    top: 0;
    border-bottom: 1px solid var(--line);
  }
  .bar {
    bottom: 0;
    border-top: 1px solid var(--line);
    justify-content: space-between;
    color: var(--ink-soft);
  }
  header::after {
    content: '';
    position: absolute;
    inset: auto 0 -1px 0;
    height: 3px;
    background: var(--accent);
    transform: scaleX(var(--progress, 0));
    transform-origin: left;
    transition: transform 0.2s;
  }
  header .title {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  header button,
  .bar button {
    min-height: 44px;
    min-width: 44px;
    padding: 4px 8px;
    font-size: var(--text-small);
    border-color: transparent;
    background: none;
  }
  header button[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 700;
  }
  header svg {
    display: block;
    margin: auto;
  }
  .languages {
    display: flex;
  }
  .skip {
    position: absolute;
    left: -999em;
  }
  .skip:focus {
    left: var(--space);
    top: 4px;
    z-index: 3;
    background: var(--card);
  }
  main {
    flex: 1;
    box-sizing: border-box;
    width: 100%;
    max-width: calc(var(--measure) + var(--space) * 6);
    margin: 0 auto;
    padding: calc(var(--space) * 3) calc(var(--space) * 3) calc(var(--space) * 6);
    outline: none;
  }
  h1 {
    font-size: 1.65rem;
    line-height: 1.2;
    margin: 0 0 calc(var(--space) * 2);
    text-wrap: balance;
    overflow-wrap: break-word;
    outline: none;
  }
  .over,
  .note,
  .minutes,
  .licence {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .over {
    margin: 0 0 var(--space);
  }
  .note {
    display: block;
  }
  .minutes {
    white-space: nowrap;
  }
  .ornament {
    display: block;
    margin: calc(var(--space) * 3) auto;
    color: var(--accent);
    opacity: 0.7;
    max-width: 100%;
  }
  .notice {
    border-left: 4px solid var(--accent);
    background: var(--accent-soft);
    border-radius: var(--radius);
    padding: calc(var(--space) * 1.5) calc(var(--space) * 2);
    margin: 0 0 calc(var(--space) * 2);
  }
  .steps,
  .actions {
    display: flex;
    flex-wrap: wrap;
  }
  .steps {
    justify-content: space-between;
    gap: var(--space);
    margin-top: calc(var(--space) * 5);
    padding-top: calc(var(--space) * 2);
    border-top: 1px solid var(--line);
  }
  .steps button:last-child {
    margin-left: auto;
    text-align: start;
  }
  .actions {
    gap: calc(var(--space) * 1.5);
    margin: calc(var(--space) * 3) 0;
  }
  ol.units,
  ol.activities {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .units > li {
    margin-top: calc(var(--space) * 3);
  }
  .units h2 {
    font-size: 1.1rem;
    margin: 0 0 var(--space);
  }
  .activities button {
    display: grid;
    grid-template-columns: 28px 1fr auto;
    gap: var(--space);
    align-items: center;
    width: 100%;
    text-align: start;
    margin: 0 0 var(--space);
  }
  .activities button[aria-current='step'] {
    border-color: var(--accent);
    border-width: 2px;
  }
  .activities .mark {
    color: var(--accent);
    font-weight: 700;
    text-align: center;
  }
  details.mine {
    margin-top: calc(var(--space) * 5);
    border-top: 1px solid var(--line);
    padding-top: calc(var(--space) * 2);
  }
  summary {
    cursor: pointer;
    min-height: 44px;
    display: flex;
    align-items: center;
    color: var(--accent);
  }
  .carry {
    display: flex;
    gap: calc(var(--space) * 1.5);
    align-items: flex-start;
    min-height: 44px;
    margin-top: calc(var(--space) * 3);
  }
  .saving {
    min-width: 0;
    overflow-wrap: break-word;
    margin: 0;
    line-height: 1.3;
  }
  .bar button {
    flex: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  @media (max-width: 480px) {
    main {
      padding: calc(var(--space) * 2) calc(var(--space) * 2) calc(var(--space) * 4);
    }
    header,
    .bar {
      padding: 2px var(--space);
      gap: 2px;
    }
    header .title {
      white-space: normal;
      font-size: 0.75rem;
      line-height: 1.2;
    }
    h1 {
      font-size: 1.45rem;
    }
    .steps button {
      flex: 1 1 auto;
    }
    .activities button {
      grid-template-columns: 28px 1fr;
      row-gap: 0;
      padding-left: var(--space);
    }
    .minutes {
      grid-column: 2;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    header::after {
      transition: none;
    }
  }
  @media print {
    header,
    .bar,
    .steps,
    .skip,
    details.mine {
      display: none;
    }
    main {
      max-width: none;
      padding: 0;
    }
  }
`;
