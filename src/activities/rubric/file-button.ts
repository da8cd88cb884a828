import {html, type TemplateResult} from 'lit';

/** Asks for a file by a button of ours: a browser's own is in the browser's language, and none has a Kazakh one. */
export const fileButton = (
  name: string,
  label: string,
  accept: string,
  chosen: (event: Event) => unknown,
): TemplateResult => html`
  <button class="choose" @click=${openNext}>${label}</button>
  <input class=${name} type="file" accept=${accept} hidden @change=${chosen} />`;

function openNext({currentTarget}: Event): void {
  const input = currentTarget instanceof HTMLElement ? currentTarget.nextElementSibling : null;
  if (input instanceof HTMLInputElement) input.click();
}
