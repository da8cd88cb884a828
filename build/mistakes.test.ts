import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {formatMistake, nearest, placeAt, sortedMistakes} from './mistakes.ts';

const mistake = {file: join('/home', 'x', 'en.yaml'), line: 12, column: 3, found: 'this', wanted: 'that'};

describe('a mistake', () => {
  it('is a line with its place, seen from where the command runs', () => {
    expect(formatMistake(mistake, '/home')).toBe('x/en.yaml:12:3  found this  wanted that');
  });

  it('is said once, in reading order', () => {
    const earlier = {...mistake, line: 9};
    const first = {...mistake, file: '/home/a.yaml', line: 40};
    expect(sortedMistakes([mistake, earlier, {...mistake}, first])).toEqual([first, earlier, mistake]);
  });
});

describe('the nearest word', () => {
  it.each([
    ['titel', 'title'],
    ['descripton', 'description'],
    ['intro', 'intro'],
    ['colour', null],
    ['id', null],
  ])('to %s is %s', (word, near) => {
    expect(nearest(word, ['description', 'title', 'intro'])).toBe(near);
  });
});

describe('a place', () => {
  it('counts lines and columns from 1', () => {
    expect(['a', 'b\n', 'c'].map((_, at) => placeAt('ab\ncd', at * 2))).toEqual([
      {line: 1, column: 1},
      {line: 1, column: 3},
      {line: 2, column: 2},
    ]);
  });
});
