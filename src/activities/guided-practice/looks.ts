import {css} from 'lit';

/** Calm and large while practising; on paper, a sheet with the steps and nothing personal. */
export const looks = css`
  :host {
    display: block;
  }
  [tabindex]:focus {
    outline: none;
  }
  h2 {
    margin-top: 0;
  }
  .soft {
    color: var(--ink-soft);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin-top: calc(var(--space) * 3);
  }
  .actions button {
    flex: 1 0 auto;
    max-width: 100%;
    min-height: 56px;
  }
  .now {
    font-size: 1.4em;
    text-align: center;
  }
  .now b {
    display: block;
    min-height: 2.6em;
  }
  .left {
    min-height: 1.6em;
    text-align: center;
  }
  .figure {
    display: block;
    width: 13rem;
    max-width: 70%;
    margin: 0 auto calc(var(--space) * 2);
    fill: none;
    stroke: var(--accent);
    stroke-width: 2.5;
    stroke-linecap: round;
  }
  .figure .soft {
    stroke: var(--line);
  }
  .fill,
  .lung {
    fill: var(--accent-soft);
  }
  .lung {
    transition: transform 250ms linear;
  }
  @media (prefers-reduced-motion: reduce) {
    .lung {
      transform: scale(0.7) !important;
      transition: none;
    }
  }
  @media screen {
    .paper {
      display: none;
    }
  }
  @media print {
    .screen,
    .now,
    fieldset {
      display: none;
    }
  }
`;
