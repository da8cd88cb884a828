import {describe, expect, it} from 'vitest';
import {readYaml} from './yaml-file.ts';

const words = (source: string) => readYaml('en.yaml', source, {words: true});
const rules = (source: string) => readYaml('activity.yaml', source, {words: false});
const said = ({mistakes}: ReturnType<typeof words>) =>
  mistakes.map(({line, column, found, wanted}) => `${line}:${column} ${found} → ${wanted}`);
const quotes = 'the text in "quotes", or on the lines below the key after >-';

describe('a file of words', () => {
  it('holds text, whatever YAML would take it for', () => {
    const file = words('a: 12\nb: no\nc: null\nd: ~\ne: 1.0\nf: >-\n  One:\n  two, #three.\n');
    expect(file.mistakes).toEqual([]);
    expect(file.data).toEqual({a: '12', b: 'no', c: 'null', d: '~', e: '1.0', f: 'One: two, #three.'});
  });

  it('keeps comments of its own line, and behind a quote', () => {
    const file = words('# first\na: one\n# second\nb: "two" # of three\nc: >- # folded\n  three\n');
    expect(file.mistakes).toEqual([]);
    expect(file.data).toEqual({a: 'one', b: 'two', c: 'three'});
  });

  it.each([
    [
      'a flow mapping',
      'a: {x: one, two}',
      '1:4 {…}, in which a comma cuts a sentence → each key on a line of its own; the text in "quotes", or on the lines below the key after >-',
    ],
    [
      'a flow sequence',
      'a: [one, two]',
      '1:4 […], in which a comma cuts a sentence → each entry on a line of its own after "- "; the text in "quotes", or on the lines below the key after >-',
    ],
    [
      'a text cut by a comment',
      'a: one #two',
      `1:7 a text cut short by “#”: “one” → ${quotes}; a comment goes on the line above`,
    ],
    ['a text that is all comment', 'a: #one', `1:1 nothing after “a:”: “#” begins a comment → ${quotes}`],
    ['a key with nothing', 'a: x\nb:\nc: y', '2:1 nothing after “b:” → a value, or no such line'],
    ['an entry with nothing', 'a:\n  - x\n  -\n', '3:4 nothing after “-” → a value, or no such line'],
    ['an empty text', 'a: " "', '1:4 an empty text → the words'],
    ['a key twice', 'a: x\na: y', '2:1 the key “a” a second time → each key once'],
    ['a second colon', 'a: Remember: breathe', `1:4 a second “: ” in one text: “Remember: breathe” → ${quotes}`],
    [
      'a line without a key',
      'one\na: x',
      `1:1 a line without a key: “one” → a key, a colon and a space before it, or ${quotes}`,
    ],
    ['a text that begins with @', 'a: @you', `1:4 a text that begins with @ → ${quotes}`],
    ['a text that begins with a quote', 'a: "One" and more', `1:10 “and more”, which YAML can’t read here → ${quotes}`],
    [
      'a quote that never closes',
      'a: x\nb: "one\nc: y',
      '2:4 a quote that is never closed: “"one” → the same quote at its end',
    ],
    [
      'a text that begins with *',
      'a: *one',
      `1:4 a text that begins with *, which YAML takes for a reference → ${quotes}`,
    ],
    [
      'a text that begins with &',
      'a: &one two',
      `1:4 a text that begins with &, which YAML takes for a reference → ${quotes}`,
    ],
    [
      'a text that begins with !',
      'a: !one two',
      `1:4 a text that begins with !, which YAML takes for a type → ${quotes}`,
    ],
    [
      'a backslash in quotes',
      'a: "\\q"',
      `1:5 a “\\” that means nothing between double quotes → single quotes, or “\\\\” for the character itself`,
    ],
    ['a line that stands too far left', '  a: x\n b: y', expect.stringMatching(/^2:\d /)],
    ['a second document', 'a: x\n---\nb: y', '2:1 a second “---” → one document a file'],
    ['a tab', 'a:\n\tb: x', '2:1 a tab → spaces'],
    ['a tab inside a text', 'a: x\ty', '1:5 a tab → spaces'],
    ['nothing', '# later\n', '1:1 an empty file → what this file is for'],
  ])('is refused with %s', (_, source, mistake) => {
    expect(said(words(source))[0]).toEqual(mistake);
  });

  it('has one mistake a line where one fault makes several', () => {
    expect(said(words('a: {x, y] z\nb: [w'))).toEqual([expect.stringMatching(/^1:/), expect.stringMatching(/^2:/)]);
  });
});

describe('a file of rules', () => {
  it('has numbers, truths and flow collections', () => {
    const file = rules('a: 12 # of 13\nb: true\nc: {next: [one, no]}\n');
    expect(file.mistakes).toEqual([]);
    expect(file.data).toEqual({a: 12, b: true, c: {next: ['one', 'no']}});
  });

  it('is refused with null, by any name', () => {
    expect(said(rules('a: null\nb: {c}\n'))).toEqual([
      '1:1 nothing after “a:” → a value, or no such line',
      '2:5 nothing after “c:” → a value, or no such line',
    ]);
  });
});

describe('a place', () => {
  const file = words('a: x\nb:\n  c:\n    - one\n    - two\n  d: >-\n    three\n');
  it.each([
    [['a'], {line: 1, column: 4}],
    [['b', 'c', 1], {line: 5, column: 7}],
    [['b', 'd'], {line: 6, column: 6}],
    [['b', 'c'], {line: 3, column: 3}],
    [['b', 'e'], {line: 2, column: 1}],
    [['b', 'c', 7, 'f'], {line: 3, column: 3}],
    [['g'], {line: 1, column: 1}],
  ])('of %j is that of the value, or of the nearest key above it', (path, place) => {
    expect(file.placeOf(path)).toEqual(place);
  });

  it('can be that of the key', () => {
    expect(file.placeOf(['b', 'd'], 'key')).toEqual({line: 6, column: 3});
  });

  it('counts from the beginning of the file where the YAML does not begin there', () => {
    const front = readYaml('en.md', '---\na: x\nb:\n---\nText', {words: true, from: 4, to: 12});
    expect(front.placeOf(['a'])).toEqual({line: 2, column: 4});
    expect(said(front)).toEqual(['3:1 nothing after “b:” → a value, or no such line']);
  });
});
