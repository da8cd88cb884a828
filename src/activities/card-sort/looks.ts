import {css} from 'lit';

export const looks = css`
  h2 {
    margin-top: 0;
  }
  .deck {
    margin-bottom: calc(var(--space) * 3);
  }
  .deck .card-text {
    font-size: 1.15em;
    font-weight: 600;
  }
  .piles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
    gap: calc(var(--space) * 2);
  }
  .pile {
    margin: 0;
    padding: calc(var(--space) * 2);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    break-inside: avoid;
  }
  .pile h3 {
    margin-top: 0;
  }
  .pile ul {
    padding: 0;
    list-style: none;
  }
  .pile li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space);
    padding: calc(var(--space) / 2) 0;
    border-top: 1px solid var(--line);
  }
  .pile li > span {
    flex: 1 1 8rem;
    min-width: 0;
    overflow-wrap: break-word;
    hyphens: auto;
  }
  .pile button {
    flex: none;
    padding: 0 var(--space);
  }
  .picked {
    font-weight: 600;
  }
  legend {
    font-weight: 600;
  }
  .comment {
    display: block;
  }
`;
