import {css, html, type ReactiveControllerHost, type TemplateResult} from 'lit';

/** How long typing has to rest before it is announced: often enough to lose little, seldom enough to disturb nobody. */
const rest = 600;

/** What is being typed. */
export interface Typing {
  /** Texts not announced yet, by item. */
  readonly pending: Readonly<Record<string, string>>;
  typed(item: string, text: string): void;
  /** The field was left: announces them, unless it was left by a press, whose click does. */
  left(): void;
}

/**
 * Gathers what is typed, and announces it after a rest, and before anything that could lose it: a click anywhere (it may
 * lead away; a tap in Safari takes no focus, so there is no blur), the page hidden or left, the element taken away.
 */
export function typing(
  host: ReactiveControllerHost,
  announce: (texts: Readonly<Record<string, string>>) => void,
): Typing {
  let pending: Record<string, string> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    const texts = pending;
    pending = {};
    if (Object.keys(texts).length > 0) announce(texts);
  };
  // Between press and release nothing may be drawn anew: a button that moved away from the finger gets no click.
  let pressed = false;
  const press = ({type}: Event) => {
    pressed = type === 'pointerdown';
  };
  const listeners: readonly (readonly [listener: (event: Event) => void, ...events: string[]])[] = [
    [flush, 'click', 'visibilitychange', 'pagehide'],
    [press, 'pointerdown', 'pointerup', 'pointercancel'],
  ];
  host.addController({
    // Capturing: before the player's own listeners, which save what there is when the page goes away.
    hostConnected: () => {
      for (const [listener, ...events] of listeners)
        for (const event of events) window.addEventListener(event, listener, true);
    },
    hostDisconnected: () => {
      for (const [listener, ...events] of listeners)
        for (const event of events) window.removeEventListener(event, listener, true);
      flush();
    },
  });
  return {
    get pending() {
      return pending;
    },
    typed(item, text) {
      pending = {...pending, [item]: text};
      clearTimeout(timer);
      timer = setTimeout(flush, rest);
      host.requestUpdate(); // so that the field's bound value is always the one that is seen
    },
    left: () => {
      if (!pressed) flush();
    },
  };
}

/** A labelled field for free text; on paper, the text itself. The value is the one kept, unless a newer one is pending. */
export function textField(typing: Typing, item: string, label: string, kept: string, rows = 3): TemplateResult {
  const value = typing.pending[item] ?? kept;
  return html`
    <label class="text-field">
      <span>${label}</span>
      <textarea
        name=${item}
        rows=${rows}
        style="--rows: ${rows}"
        .value=${value}
        @input=${(event: Event) => typing.typed(item, (event.target as HTMLTextAreaElement).value)}
        @change=${typing.left}
        @blur=${typing.left}
      ></textarea>
    </label>
    <p class="written">${value}</p>`;
}

/** Looks of what is written and taken away: fields that grow, rows of buttons, a sheet of paper. */
export const textFields = css`
  :host {
    display: block;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .text-field {
    display: block;
    margin-bottom: calc(var(--space) * 2);
  }
  .text-field > span {
    display: block;
    margin-bottom: calc(var(--space) / 2);
    font-weight: 600;
  }
  textarea {
    min-height: calc(var(--rows) * 1.55em + var(--space) * 2);
    line-height: 1.55;
    field-sizing: content; /* grows with the text, and would forget its rows */
    resize: vertical;
  }
  .written {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .text-field + .written {
    display: none;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    margin: calc(var(--space) * 2) 0;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--space);
    min-height: 44px;
    cursor: pointer;
  }
  .card {
    margin-bottom: calc(var(--space) * 2);
    break-inside: avoid;
  }
  .card > legend {
    float: left; /* inside the card, not on its border */
    width: 100%;
  }
  .card > legend + * {
    clear: both;
  }
  .card > :first-child {
    margin-top: 0;
  }
  .card > :last-child {
    margin-bottom: 0;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  @media (max-width: 30em) {
    .actions button {
      flex-basis: 100%;
    }
  }
  @media print {
    textarea,
    .screen {
      display: none;
    }
    .text-field + .written {
      display: block;
    }
  }
`;
