import {adoptStyles, type LitElement, type ReactiveController} from 'lit';
import {tokens} from '../../ui/tokens.ts';

/**
 * Prints an element's `.sheet` alone, whichever way printing is asked for. What stands around it, the player's title and
 * the LMS's page, can't be hidden from inside a shadow root; so a copy is put beside the page, seen on paper only and in
 * light colours. `page` is the paper: `size:A4 landscape;margin:0`.
 */
export function paper(host: LitElement & {readonly language: string}, page: string): ReactiveController {
  let copy: HTMLElement | null = null;
  const remove = () => {
    copy?.remove();
    copy = null;
  };
  // It stays until the next time: Safari on a phone says "after print" before it has drawn the paper.
  const prepare = () => {
    remove();
    const sheet = host.renderRoot.querySelector('.sheet');
    if (!sheet) return;
    copy = document.createElement('div');
    copy.className = 'destt-paper';
    copy.lang = host.language;
    const looks = getComputedStyle(host);
    copy.style.fontFamily = looks.fontFamily;
    copy.style.setProperty('--hue', looks.getPropertyValue('--hue'));
    const inside = document.createElement('div');
    const root = inside.attachShadow({mode: 'open'});
    adoptStyles(root, [tokens, ...(host.constructor as typeof LitElement).elementStyles]);
    root.append(sheet.cloneNode(true));
    const style = document.createElement('style');
    style.textContent = `@media screen{.destt-paper{display:none}}@media print{@page{${page}}html,body{margin:0;background:none}body>:not(.destt-paper){display:none!important}}`;
    copy.append(style, inside);
    document.body.append(copy);
  };
  const controller: ReactiveController = {
    hostConnected: () => window.addEventListener('beforeprint', prepare),
    hostDisconnected: () => {
      window.removeEventListener('beforeprint', prepare);
      remove();
    },
  };
  host.addController(controller);
  return controller;
}
