import {svg} from 'lit';

/** A quiet divider drawn after the ram's horn (қошқар мүйіз) of Kazakh ornament; decoration only. */
export const ornament = svg`
  <svg class="ornament" viewBox="0 0 240 24" width="240" height="24" aria-hidden="true" focusable="false"
    fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">
    <path d="M4 12h70M166 12h70" />
    <path d="M120 21V12c0-5-3-9-8-9-4 0-7 3-7 6 0 3 2 5 5 5 2 0 4-1 4-3" />
    <path d="M120 12c0-5 3-9 8-9 4 0 7 3 7 6 0 3-2 5-5 5-2 0-4-1-4-3" />
    <path d="M105 9c-4-4-10-5-14-2-4 3-3 9 1 10 3 1 6-1 6-4M135 9c4-4 10-5 14-2 4 3 3 9-1 10-3 1-6-1-6-4" />
    <path d="M82 12l-4-4-4 4 4 4zM158 12l4-4 4 4-4 4z" />
  </svg>`;
