import {describe, expect, it} from 'vitest';
import {findApi} from './find-api.ts';

const api = {Initialize: () => 'true'};
const isApi = (candidate: unknown): candidate is typeof api =>
  typeof (candidate as typeof api | undefined)?.Initialize === 'function';

/** A window in others, the topmost of them opened by `opener`. */
function nested(levels: number, top: object, opener: unknown = null): Window {
  const outermost: Record<string, unknown> = {...top, opener};
  outermost.parent = outermost.top = outermost;
  let window = outermost;
  for (let level = 0; level < levels; level++) window = {parent: window, top: outermost};
  return window as unknown as Window;
}

/** A window of another origin: only where it stands among windows may be asked. */
const foreign = (parent: unknown) =>
  new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === 'parent') return parent;
        throw new Error('SecurityError');
      },
    },
  );

describe('the search for an API', () => {
  it.each([0, 1, 7, 30])('finds it %i windows up', (levels) => {
    expect(findApi(nested(levels, {API: api}), 'API', isApi)).toBe(api);
  });

  it('finds it in the window that opened ours, and above that', () => {
    expect(findApi(nested(2, {}, nested(2, {API: api})), 'API', isApi)).toBe(api);
  });

  it('passes over windows of other origins', () => {
    const window = {parent: foreign(nested(1, {API: api}))};
    expect(findApi(window as unknown as Window, 'API', isApi)).toBe(api);
  });

  it('goes on where something else has that name', () => {
    const window = {API: {get: () => 'data'}, parent: nested(0, {API: api})};
    expect(findApi(window as unknown as Window, 'API', isApi)).toBe(api);
  });

  it('finds only the name it was asked for', () => {
    expect(findApi(nested(1, {API: api}), 'API_1484_11', isApi)).toBeNull();
  });

  it('ends where no window is its own parent, and where the opener may not be asked', () => {
    const a: Record<string, unknown> = {};
    const b = {parent: a};
    a.parent = b;
    a.top = foreign(null);
    expect(findApi(a as unknown as Window, 'API', isApi)).toBeNull();
  });
});
