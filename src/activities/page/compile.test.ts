import {describe, expect, it} from 'vitest';
import type {Block} from './blocks.ts';
import {compileProse, shapeOf} from './compile.ts';

const hill =
  '<svg viewBox="0 0 240 100"><path class="line" d="M0 90L240 10"/><text x="8" y="20">{label_a}</text></svg>';
const compile = (source: string) => compileProse(source, {'hill.svg': hill});
const bodyOf = (source: string): readonly Block[] => {
  const {body, problems} = compile(source);
  expect(problems).toEqual([]);
  return body;
};

describe('what a page may hold', () => {
  it.each<[string, string, Block[]]>([
    ['a paragraph, its lines joined', 'One\nline.', [{type: 'paragraph', text: ['One line.']}]],
    [
      'strong and emphasis, inside each other',
      'A **b *c***',
      [{type: 'paragraph', text: ['A ', {type: 'strong', text: ['b ', {type: 'emphasis', text: ['c']}]}]}],
    ],
    [
      'links to the web, to mail and to a telephone',
      '[a](https://a.kz/x?y=1) [b](mailto:b@a.kz) [c](tel:150)',
      [
        {
          type: 'paragraph',
          text: [
            {type: 'link', href: 'https://a.kz/x?y=1', text: ['a']},
            ' ',
            {type: 'link', href: 'mailto:b@a.kz', text: ['b']},
            ' ',
            {type: 'link', href: 'tel:150', text: ['c']},
          ],
        },
      ],
    ],
    [
      'headings of two levels',
      '## A\n\n### B',
      [
        {type: 'heading', level: 2, text: ['A']},
        {type: 'heading', level: 3, text: ['B']},
      ],
    ],
    [
      'a tight list',
      '- a\n- b',
      [{type: 'list', start: null, items: [[{type: 'text', text: ['a']}], [{type: 'text', text: ['b']}]]}],
    ],
    [
      'a list with space and numbers',
      '3. a\n\n4. b',
      [{type: 'list', start: 3, items: [[{type: 'paragraph', text: ['a']}], [{type: 'paragraph', text: ['b']}]]}],
    ],
    ['a quotation', '> a', [{type: 'quote', body: [{type: 'paragraph', text: ['a']}]}]],
    [
      'a table',
      '| a | b |\n| - | -: |\n| **c** | d |',
      [
        {
          type: 'table',
          align: [null, 'right'],
          head: [['a'], ['b']],
          rows: [[[{type: 'strong', text: ['c']}], ['d']]],
        },
      ],
    ],
    ['a divider', '***', [{type: 'divider'}]],
    [
      'a callout, its heading a level below the section',
      '## A\n\n:::callout[B *c*]\nd\n:::',
      [
        {type: 'heading', level: 2, text: ['A']},
        {
          type: 'callout',
          id: null,
          level: 3,
          heading: ['B ', {type: 'emphasis', text: ['c']}],
          body: [{type: 'paragraph', text: ['d']}],
        },
      ],
    ],
    [
      'a definition with an id, and a link to it',
      ':::definition[A]{#term}\nb\n:::\n\n[c](#term)',
      [
        {type: 'definition', id: 'term', term: ['A'], body: [{type: 'paragraph', text: ['b']}]},
        {type: 'paragraph', text: [{type: 'link', href: '#term', text: ['c']}]},
      ],
    ],
    [
      'a figure, its labels filled and its letters fitted to its width',
      '::figure[A hill]{src=hill.svg label_a="Төбе & <b>" caption="Hill"}',
      [
        {
          type: 'figure',
          id: null,
          alternative: 'A hill',
          caption: 'Hill',
          drawing: [
            'svg',
            {viewBox: '0 0 240 100', 'font-size': '10'},
            [
              ['path', {class: 'line', d: 'M0 90L240 10'}, []],
              ['text', {x: '8', y: '20'}, ['Төбе & <b>']],
            ],
          ],
        },
      ],
    ],
  ])('is %s', (_what, source, body) => {
    expect(bodyOf(source)).toEqual(body);
  });

  it('shows the help lines of the country, without a number in the text', () => {
    expect(compileProse('Call:\n\n::help-lines', {})).toEqual({
      body: [{type: 'paragraph', text: ['Call:']}, {type: 'help-lines'}],
      problems: [],
    });
    expect(compileProse('::help-lines[150]', {}).problems).toMatchObject([{wanted: '::help-lines alone'}]);
  });

  describe('with the facts of a country', () => {
    const note = {topic: 'workload', title: 'The law', note: 'No other work.', source: 'Law 1, article 6.'} as const;
    const country = {lawNotes: [note], schoolTypes: [{name: 'Village school', note: 'Far away.'}]};

    it('shows its law notes on a topic, below the heading they stand under', () => {
      const {body, problems} = compileProse('## Rights\n\n::law-notes{topic=workload}', {}, country);
      expect(problems).toEqual([]);
      expect(body[1]).toEqual({
        type: 'callout',
        id: null,
        level: 3,
        heading: ['The law'],
        body: [
          {type: 'paragraph', text: ['No other work.']},
          {type: 'paragraph', text: [{type: 'emphasis', text: ['Law 1, article 6.']}]},
        ],
      });
    });

    it('shows its types of school', () => {
      expect(compileProse('::school-types', {}, country).body).toEqual([
        {
          type: 'list',
          start: null,
          items: [[{type: 'text', text: [{type: 'strong', text: ['Village school.']}, ' Far away.']}]],
        },
      ]);
    });

    it('says nothing where the country has none, so that no text has to change', () => {
      const other = {lawNotes: [], schoolTypes: []};
      expect(compileProse('a\n\n::law-notes{topic=workload}\n\n::school-types', {}, other)).toEqual({
        body: [{type: 'paragraph', text: ['a']}],
        problems: [],
      });
    });

    it.each([
      ['::law-notes', 'topic=workload or topic=personal-data'],
      ['::law-notes{topic=holiday}', 'topic=workload or topic=personal-data'],
      ['::law-notes[x]{topic=workload}', '::law-notes{topic=…} alone'],
      ['::school-types{a=b}', '::school-types alone'],
    ])('refuses %s', (source, wanted) => {
      expect(compileProse(source, {}, country).problems).toMatchObject([{wanted}]);
    });
  });

  it('numbers its reveals, and keeps the id an author gave', () => {
    const body = bodyOf(':::reveal[A]\na\n:::\n\n:::reveal[B]{#mine}\nb\n:::\n\n> :::reveal[C]\n> c\n> :::');
    const reveals = body.flatMap((block) => (block.type === 'quote' ? block.body : block));
    expect(reveals).toMatchObject([
      {type: 'reveal', id: 'reveal_1', index: 0, question: ['A'], body: [{type: 'paragraph', text: ['a']}]},
      {type: 'reveal', id: 'mine', index: 1},
      {type: 'reveal', id: 'reveal_3', index: 2},
    ]);
  });

  it('leaves a time of day and a word after a colon as they are', () => {
    expect(bodyOf('At 10:30, жауап:иә')).toEqual([{type: 'paragraph', text: ['At 10:30, жауап:иә']}]);
  });

  it('holds one part inside another when the outer one has four colons', () => {
    const [callout] = bodyOf('::::callout[A]\n:::reveal[B]\nc\n:::\n::::');
    expect(callout).toMatchObject({type: 'callout', body: [{type: 'reveal', question: ['B']}]});
  });
});

describe('what a page refuses', () => {
  it.each<[string, string, number, number, string]>([
    ['a first-level heading', 'a\n\n# B', 3, 1, 'front matter'],
    ['a fourth-level heading', '#### B', 1, 1, '## or ###'],
    ['a third-level heading without a second', '### B', 1, 1, '## before'],
    ['a heading underlined by what was meant as a divider', 'a\n---', 1, 1, 'an empty line before ---'],
    ['a heading without words', '##', 1, 1, 'words'],
    ['a heading inside another part', '> ## B', 1, 3, 'never inside'],
    ['HTML between paragraphs', 'a\n\n<script>alert(1)</script>', 3, 1, 'HTML is never shown'],
    ['HTML in a sentence', 'a <b onclick="x()">b</b>', 1, 3, 'HTML is never shown'],
    ['a comment', '<!-- a -->', 1, 1, 'HTML is never shown'],
    ['an image', 'a ![b](c.png)', 1, 3, '::figure'],
    ['an image by reference', '![b][c]\n\n[c]: d.png', 1, 1, '::figure'],
    ['a code block', 'a\n\n```\nb\n```', 3, 1, ':::callout'],
    ['an indented code block', 'a\n\n    b', 3, 1, 'four spaces'],
    ['code in a sentence', 'a `b`', 1, 3, '**strong**'],
    ['a forced line break', 'a\\\nb', 1, 2, 'an empty line'],
    ['a link by reference', '[a][b]\n\n[b]: https://a.kz', 1, 1, 'in the link itself'],
    ['a link that runs a script', 'a [b](javascript:alert(1))', 1, 3, 'https://'],
    ['a script in capitals behind a character reference', '[b](J&#x61;vascript:x)', 1, 1, 'https://'],
    ['a data link', '[b](data:text/html,x)', 1, 1, 'https://'],
    ['a link without encryption', '[b](http://a.kz)', 1, 1, 'https://'],
    ['a link that inherits the scheme', '[b](//a.kz)', 1, 1, 'https://'],
    ['a link to a file', '[b](other.md)', 1, 1, 'https://'],
    ['a link to nowhere', 'a\n\n[b](#c)', 3, 1, '{#id}'],
    ['a link with a title', '[b](https://a.kz "c")', 1, 1, 'without a title'],
    ['a link without words', '[](https://a.kz)', 1, 1, 'with words'],
    ['an unknown part', 'a\n\n:::warning[B]\nc\n:::', 3, 1, ':::callout[Heading]'],
    ['an unknown one-line part', '::video[B]', 1, 1, ':::callout[Heading]'],
    ['a part in a sentence', 'a :callout[b]', 1, 3, ':::callout[Heading]'],
    ['a part with a space in its name', '::: callout[A]\nb\n:::', 1, 1, 'without spaces'],
    ['a part closed twice', ':::callout[A]\nb\n:::\n\n:::', 5, 1, 'without spaces'],
    ['a part that is never closed', 'a\n\n:::callout[B]\nc', 3, 1, 'on a line of its own'],
    ['a part inside another with as many colons', ':::callout[A]\n:::reveal[B]\nc\n:::\n:::', 2, 1, 'four'],
    ['a callout without a heading', ':::callout\nb\n:::', 1, 1, ':::callout[Heading]'],
    ['a reveal without a question', ':::reveal[]\nb\n:::', 1, 1, ':::reveal[Question]'],
    ['a definition without a term', ':::definition\nb\n:::', 1, 1, ':::definition[Term]'],
    ['a reveal with nothing in it', ':::reveal[A]\n:::', 1, 1, 'a text inside'],
    ['a callout on one line', '::callout[A]', 1, 1, 'three colons'],
    ['a figure that encloses', ':::figure[A]{src=hill.svg}\nb\n:::', 1, 1, 'two colons'],
    ['an attribute nobody reads', ':::callout[A]{.big}\nb\n:::', 1, 1, 'no class'],
    ['an id that could not be one of ours', ':::reveal[A]{#a-b}\nb\n:::', 1, 1, 'a-z'],
    ['an id given twice', ':::reveal[A]{#a}\nb\n:::\n\n:::reveal[A]{#a}\nb\n:::', 5, 1, 'once'],
    ['a figure without an alternative', '::figure{src=hill.svg label_a=b}', 1, 1, 'What the drawing shows'],
    ['a figure without a drawing', '::figure[A]', 1, 1, 'hill.svg'],
    ['a drawing that is not there', '::figure[A]{src=constructor}', 1, 1, 'hill.svg'],
    ['a place for words left empty', '::figure[A]{src=hill.svg}', 1, 1, 'label_a='],
    ['words there is no place for', 'a\n\n::figure[A]{src=hill.svg label_a=b label_z=c}', 3, 1, 'no {label_z}'],
    ['a row with a cell too many', '| a | b |\n| - | - |\n| c | d | e |', 3, 1, '2 cells'],
    ['an empty page', '', 1, 1, 'a text'],
  ])('is %s', (_what, source, line, column, wanted) => {
    const {problems} = compile(source);
    expect(problems[0]).toMatchObject({line, column, wanted: expect.stringContaining(wanted)});
  });

  it('is a seventeenth reveal, because the answers keep sixteen', () => {
    const {problems} = compile(Array.from({length: 17}, () => ':::reveal[A]\nb\n:::\n').join('\n'));
    expect(problems).toMatchObject([{line: 65, column: 1, wanted: expect.stringContaining('at most 16')}]);
  });

  it('is a drawing with a script in it, named with its own line', () => {
    const {problems} = compileProse('a\n\n::figure[A]{src=bad.svg}', {
      'bad.svg': '<svg viewBox="0 0 9 9">\n  <script>x</script></svg>',
    });
    expect(problems[0]).toMatchObject({line: 3, column: 1, found: 'bad.svg, line 2, column 3: <script>'});
  });

  it('says what was found as the author wrote it, and all of it in the order of the page', () => {
    const {problems} = compile('[a](#b)\n\n<i>\n\n# C');
    expect(problems.map(({line, found}) => [line, found])).toEqual([
      [1, '[a](#b)'],
      [3, '<i>'],
      [5, '# C'],
    ]);
  });
});

describe('the shape of a page', () => {
  const kazakh = '## Күйзеліс\n\nБір.\n\n- :::reveal[Неге?]\n  Өйткені.\n  :::\n\n:::callout[Есте]\nТынығу.\n:::';
  const english = '## Stress\n\nOne.\n\nTwo.\n\n- a\n- :::reveal[Why?]\n  So.\n  :::\n\n:::callout[Mind]\nRest.\n:::';

  it('is the same for two languages whose sections, reveals and other set-apart parts agree', () => {
    expect(shapeOf(bodyOf(kazakh))).toEqual(shapeOf(bodyOf(english)));
    expect(shapeOf(bodyOf(english))).toEqual(['##', 'reveal reveal_1', 'callout']);
  });

  it('differs where one of them is missing in a language', () => {
    expect(shapeOf(bodyOf(english.replace('## Stress', 'Stress')))).not.toEqual(shapeOf(bodyOf(kazakh)));
    expect(shapeOf(bodyOf(english.replace('[Why?]', '[Why?]{#why}')))).not.toEqual(shapeOf(bodyOf(kazakh)));
  });
});
