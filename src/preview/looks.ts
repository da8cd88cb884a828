import {css} from 'lit';

/** Works from 360 px; the frame scrolls by itself where it is wider than the page. */
export const looks = css`
  :host {
    display: block;
    box-sizing: border-box;
    max-width: 1400px;
    margin: auto;
    padding: calc(var(--space) * 2);
    background: var(--paper);
    --text: 16px;
    font-family: system-ui, sans-serif;
    overflow-wrap: break-word;
  }
  h1 {
    font-size: 1.5rem;
    margin: 0;
    line-height: 1.3;
  }
  h2 {
    font-size: 1.15rem;
    margin: 0 0 var(--space);
  }
  h3 {
    font-size: 1rem;
    margin: 0 0 calc(var(--space) / 2);
  }
  p {
    margin: 0 0 var(--space);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space) calc(var(--space) * 3);
    justify-content: space-between;
    align-items: flex-start;
    margin-bottom: calc(var(--space) * 2);
  }
  header p {
    max-width: var(--measure);
    color: var(--ink-soft);
  }
  .languages {
    display: flex;
    gap: 4px;
  }
  .languages button {
    padding: 0 12px;
  }
  [aria-pressed='true'] {
    background: var(--accent-soft);
    border-color: var(--accent);
  }
  section {
    margin-bottom: calc(var(--space) * 3);
    min-width: 0;
  }
  .cards {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: calc(var(--space) * 2);
  }
  .cards li,
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: calc(var(--space) * 2);
    min-width: 0;
  }
  .cards details,
  .row + .note {
    margin-top: var(--space);
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
  }
  .files a {
    min-height: 32px;
    display: inline-flex;
    align-items: center;
  }
  a {
    color: var(--accent);
  }
  .form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: calc(var(--space) * 1.5);
    align-items: end;
    margin-bottom: calc(var(--space) * 1.5);
  }
  label {
    display: grid;
    gap: 4px;
    font-size: var(--text-small);
  }
  select {
    font: inherit;
    min-height: 44px;
    padding: 0 8px;
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
    background: var(--card);
    color: var(--ink);
    width: 100%;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: center;
  }
  .row button,
  .row .button {
    padding: 8px 14px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    box-sizing: border-box;
  }
  fieldset {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin: calc(var(--space) * 1.5) 0;
    padding: var(--space) calc(var(--space) * 1.5);
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    min-width: 0;
  }
  fieldset label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 44px;
  }
  fieldset input {
    width: 22px;
    height: 22px;
    flex: none;
  }
  .note {
    font-size: var(--text-small);
    color: var(--ink-soft);
  }
  .alert {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background: #fdecea;
    color: #5c1a12;
    border-radius: var(--radius);
    padding: calc(var(--space) * 1.5);
    margin: 0 0 calc(var(--space) * 2);
  }
  .sides {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 3);
    align-items: flex-start;
  }
  .stage {
    flex: 0 1 auto;
    max-width: 100%;
    overflow-x: auto;
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
    background: var(--paper);
  }
  .stage.full {
    flex: 1 0 100%;
  }
  .told section + section {
    margin-top: calc(var(--space) * 3);
  }
  iframe {
    border: 0;
    display: block;
  }
  .told {
    flex: 1 1 320px;
    min-width: 0;
    max-width: 100%;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 4px 16px;
    margin: 0 0 var(--space);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  meter {
    width: 100%;
    height: 12px;
  }
  code,
  .raw {
    font-family: ui-monospace, monospace;
    font-size: 0.85rem;
    overflow-wrap: anywhere;
  }
  .scroll {
    overflow: auto;
    max-height: 22rem;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: var(--text-small);
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 4px 8px 4px 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .statements td:first-child {
    overflow-wrap: normal;
  }
  details {
    border-top: 1px solid var(--line);
  }
  summary {
    min-height: 44px;
    display: flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
    font-weight: 600;
  }
  summary::before {
    content: '▸';
  }
  details[open] > summary::before {
    content: '▾';
  }
  ol {
    margin: 0;
    padding-inline-start: 1.4em;
  }
  @media (max-width: 420px) {
    .stage {
      margin-inline: calc(var(--space) * -2);
      max-width: calc(100% + var(--space) * 4);
      border-inline: 0;
      border-radius: 0;
    }
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
`;
