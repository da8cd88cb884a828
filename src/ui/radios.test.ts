// @vitest-environment jsdom
import {expect, it} from 'vitest';
import {mendRadios} from './radios.ts';

it('leaves every group as it is chosen, and tells nobody', () => {
  document.body.innerHTML = `
    <input type="radio" name="open" value="1" /><input type="radio" name="open" value="2" />
    <input type="radio" name="chosen" value="3" /><input type="radio" name="chosen" value="4" checked />`;
  const told: string[] = [];
  for (const type of ['input', 'change', 'click']) document.body.addEventListener(type, () => told.push(type));
  mendRadios(document.body);
  const chosen = [...document.querySelectorAll<HTMLInputElement>('input:checked')].map(({value}) => value);
  expect(chosen).toEqual(['4']);
  expect(told).toEqual([]);
});
