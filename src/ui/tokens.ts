import {css} from 'lit';

/**
 * The look in one place: warm paper, dark ink, one accent hue a training (`--hue`). Set on the player; everything inside
 * draws with these names only. Contrast of ink and accent on paper is at least 7:1 and 5:1, light and dark.
 */
export const tokens = css`
  :host {
    --space: 8px;
    --radius: 10px;
    --text: 18px;
    --text-small: 15px;
    --measure: 42rem;
    --paper: #faf7f0;
    --card: #fffdf9;
    --ink: #26221c;
    --ink-soft: #5b5346;
    --line: #ddd4c4;
    --accent: hsl(var(--hue, 168), 52%, 24%);
    --accent-soft: hsl(var(--hue, 168), 32%, 90%);
    --accent-ink: #fffdf9;
    --focus: hsl(calc(var(--hue, 168) + 40), 80%, 38%);
    color-scheme: light;
  }
  :host([theme='dark']) {
    --paper: #1c1a17;
    --card: #262320;
    --ink: #f0eae0;
    --ink-soft: #c0b6a6;
    --line: #45403a;
    --accent: hsl(var(--hue, 168), 42%, 70%);
    --accent-soft: hsl(var(--hue, 168), 24%, 20%);
    --accent-ink: #14120f;
    --focus: hsl(calc(var(--hue, 168) + 40), 85%, 70%);
    color-scheme: dark;
  }
`;
