import {describe, expect, it} from 'vitest';
import {labelled, readDrawing} from './drawing.ts';

const inside = (content: string) => `<svg viewBox="0 0 240 100">${content}</svg>`;
const mistakesIn = (source: string) => readDrawing(source).mistakes;

describe('a drawing', () => {
  it('becomes a tree of what may be drawn', () => {
    const {drawing, mistakes} = readDrawing(
      `<?xml version="1.0" encoding="UTF-8"?>
      <!-- two hills -->
      <svg xmlns="http://www.w3.org/2000/svg" width="480" height='200' viewBox="0 0 240 100">
        <g class="soft dash" transform="translate(4, 5) rotate(-3)">
          <path d="M0 90C10,80 10.5 20 240 10Z"/>
        </g>
        <circle class="dot" cx="8" cy=".5" r="4" />
      </svg>`,
    );
    expect(mistakes).toEqual([]);
    expect(drawing).toEqual([
      'svg',
      {viewBox: '0 0 240 100', 'font-size': '10'},
      [
        [
          'g',
          {class: 'soft dash', transform: 'translate(4, 5) rotate(-3)'},
          [['path', {d: 'M0 90C10,80 10.5 20 240 10Z'}, []]],
        ],
        ['circle', {class: 'dot', cx: '8', cy: '.5', r: '4'}, []],
      ],
    ]);
  });

  it('names the places for words, and takes the words as text', () => {
    const {drawing, labels} = readDrawing(inside('<text x="1" y="9">1. {cause}</text>'));
    expect(labels).toEqual(['cause']);
    expect(labelled(drawing!, {cause: '<b> & {cause}'})[2]).toEqual([['text', {x: '1', y: '9'}, ['1. <b> & {cause}']]]);
  });

  it.each<[string, string, number, number]>([
    ['a script', inside('\n <script>alert(1)</script>'), 2, 2],
    ['a handler', inside('<path\n  onclick="alert(1)" d="M0 0"/>'), 2, 3],
    ['an address', inside('<path href="https://a.kz"/>'), 1, 34],
    ['an address in another namespace', inside('<path xlink:href="#a"/>'), 1, 34],
    ['a style', inside('<path style="fill:url(https://a.kz)"/>'), 1, 34],
    ['a style sheet', inside('<style>*{}</style>'), 1, 28],
    ['HTML inside', inside('<foreignObject><p>a</p></foreignObject>'), 1, 28],
    ['an image', inside('<image/>'), 1, 28],
    ['a use of another file', inside('<use/>'), 1, 28],
    ['an animation', inside('<set/>'), 1, 28],
    ['an entity declared', '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg viewBox="0 0 1 1"/>', 1, 1],
    ['an entity used', inside('<text>&a;</text>'), 1, 34],
    ['an entity in an attribute', inside('<path d="&a;"/>'), 1, 34],
    ['raw characters', inside('<![CDATA[<script/>]]>'), 1, 28],
    ['a processing instruction', '<?xml-stylesheet href="a.css"?>', 1, 1],
    ['a colour', inside('<path fill="red"/>'), 1, 34],
    ['a class we do not know', inside('<path class="line big"/>'), 1, 34],
    ['a number that is none', inside('<circle r="calc(1px)"/>'), 1, 36],
    ['a transformation by address', inside('<g transform="url(#a)"/>'), 1, 31],
    ['an attribute without quotes', inside('<path d=M0/>'), 1, 28],
    ['an attribute given twice', inside('<path d="M0 0" d="M1 1"/>'), 1, 43],
    ['an element never closed', inside('<g>'), 1, 31],
    ['a file cut off', '<svg viewBox="0 0 1 1">\n<g><path d="M0 0"', 2, 4],
    ['a file that ends too early', '<svg viewBox="0 0 1 1"><g/>', 1, 1],
    ['a second drawing', '<svg viewBox="0 0 1 1"/><svg viewBox="0 0 1 1"/>', 1, 25],
    ['a drawing in a drawing', inside('<svg viewBox="0 0 1 1"/>'), 1, 28],
    ['a shape in a shape', inside('<path><path/></path>'), 1, 34],
    ['a shape without a drawing around it', '<path d="M0 0"/>', 1, 1],
    ['a drawing without a size', '<svg><path d="M0 0"/></svg>', 1, 1],
    ['a drawing of no width', '<svg viewBox="0 0 0 9"/>', 1, 6],
    ['words outside a text', inside('{a}'), 1, 28],
    ['words of one language', inside('<text>Stress</text>'), 1, 34],
    ['an empty file', '\n', 1, 1],
  ])('is refused for %s, with the place', (_what, source, line, column) => {
    const {drawing} = readDrawing(source);
    expect(drawing).toBeNull();
    expect(mistakesIn(source)[0]).toMatchObject({line, column});
  });

  it('says what to write instead', () => {
    expect(mistakesIn(inside('<text>Stress</text>'))).toMatchObject([
      {found: 'Stress', wanted: expect.stringContaining('{label}')},
    ]);
    expect(mistakesIn(inside('<path class="big"/>'))).toMatchObject([
      {found: 'class="big"', wanted: 'class: line, soft, accent, fill, dot, dash'},
    ]);
  });
});
