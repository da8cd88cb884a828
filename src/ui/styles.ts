import {css} from 'lit';

/** Native controls, in our looks. Every target is at least 44 px high (WCAG 2.2, 2.5.8 asks 24). */
export const controls = css`
  :host {
    font-size: var(--text);
    line-height: 1.55;
    color: var(--ink);
  }
  button,
  .button {
    font: inherit;
    line-height: 1.25;
    min-height: 44px;
    padding: calc(var(--space) * 1.1) calc(var(--space) * 2.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    color: var(--ink);
    cursor: pointer;
    text-decoration: none;
  }
  button:hover:not(:disabled) {
    border-color: var(--accent);
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 22px;
    height: 22px;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  input[type='text'],
  textarea {
    font: inherit;
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--ink-soft);
    border-radius: var(--radius);
    padding: var(--space);
    width: 100%;
    box-sizing: border-box;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: calc(var(--space) * 2.5);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media print {
    button {
      display: none;
    }
  }
`;

/** Running text: one column of 60–70 characters, generous space. */
export const prose = css`
  h2,
  h3 {
    line-height: 1.25;
    text-wrap: balance;
    margin: 1.8em 0 0.6em;
  }
  h2 {
    font-size: 1.3em;
  }
  h3 {
    font-size: 1.1em;
  }
  p,
  ul,
  ol,
  dl,
  blockquote,
  table {
    margin: 0 0 1em;
  }
  ul,
  ol {
    padding-left: 1.4em;
  }
  li {
    margin: 0.35em 0;
  }
  li::marker {
    color: var(--accent);
  }
  blockquote {
    margin-left: 0;
    padding-left: calc(var(--space) * 2);
    border-left: 3px solid var(--accent);
    color: var(--ink-soft);
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: var(--space);
    border-bottom: 1px solid var(--line);
    overflow-wrap: break-word;
  }
  a {
    color: var(--accent);
  }
  p,
  li,
  dd,
  td {
    overflow-wrap: break-word;
    hyphens: auto;
  }
`;
