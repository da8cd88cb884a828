import {toJsonSchema} from '@valibot/to-json-schema';
import {activityTypes, extensions, profileVersion, type TemplateName, templates, verbs} from '../src/xapi/terms.ts';
import {
  type Concept,
  extensionConcepts,
  type Rule,
  streamRules,
  templateConcepts,
  templateIri,
  typeConcepts,
  verbConcepts,
} from '../src/xapi/vocabulary.ts';

/** `docs/xapi-profile.md`: the profile for people. A test holds the page to this; `node build/run.mjs build/write-profile-page.ts` writes it. */
export function profilePage(): string {
  const streams = ['tracking', 'research'] as const;
  return `# What the statements say

The profile of every statement a package makes, for people; for machines it is \`dist/xapi-profile.jsonld\`. Written by
\`node build/run.mjs build/write-profile-page.ts\` out of \`src/xapi/vocabulary.ts\`: change it there.

Version \`${profileVersion}\`, in the category of every statement. The name is not registered with w3id.org yet.

- **Tracking** goes to the LRS of a cmi5 or xAPI launch, else to the institution's endpoint or the file: progress, and answers
  that any LMS may have.
- **Research** is made only after consent, goes only to the institution's endpoint or the file, and has another actor and
  another registration than anything of the launch.
- In neither: items that never leave (the safety item of a questionnaire, every text of a private activity, the name on a
  certificate), the map of signs, whether the care screen was shown.
- \`result.duration\` is the time the page was seen; time behind another window does not count.
- \`context.registration\` of our own two streams is a random UUID of one sitting.
- Definitions are in all languages of the training, \`verb.display\` in three. Only where their file could not be loaded, or a page
  launched by cmi5 or xAPI went before it came, a definition is in the language shown. What a launch itself names has its name
  alone: of which type it is the LMS has said.
- What learners who agreed say about themselves follows \`answer\`: \`…/consent__age\`, \`__sex\`, \`__years\`, \`__school\`, \`__from\`.

${streams.map((stream) => section(stream)).join('\n')}
## Extensions

| key | in | holds | schema |
| --- | --- | --- | --- |
${rows(extensionConcepts, (name, {in: place, schema, ...concept}) => [
  short(extensions[name]),
  place === 'activity' ? 'definition' : place,
  both(concept),
  `\`${schemaOf(schema).replaceAll('|', '\\|')}\``,
])}

## Verbs

| verb | label | meaning |
| --- | --- | --- |
${rows(verbConcepts, (name, {label, definition}) => [`\`${verbs[name]}\``, labels(label), definition])}

## Types of activity

| type | label | meaning |
| --- | --- | --- |
${rows(typeConcepts, (name, {label, definition}) => [`\`${activityTypes[name]}\``, labels(label), definition])}
`;
}

function section(stream: 'tracking' | 'research'): string {
  const names = (Object.keys(templates) as TemplateName[]).filter((name) => templates[name].stream === stream);
  return `## ${stream === 'tracking' ? 'Tracking' : 'Research'}

Every statement: ${ruleList(streamRules[stream])}.

| template | verb | object | says | asks |
| --- | --- | --- | --- | --- |
${names
  .map((name) => {
    const {verb, object} = templates[name];
    const concept = templateConcepts[name];
    const cells = [
      `\`${templateIri(name).split('/').at(-1)}\``,
      verb,
      object ?? 'the launch’s, a unit or an activity',
      both(concept),
      ruleList(concept.rules),
    ];
    return `| ${cells.join(' | ')} |`;
  })
  .join('\n')}
`;
}

function rows<K extends string, T>(record: Readonly<Record<K, T>>, cells: (name: K, concept: T) => readonly string[]) {
  return Object.entries<T>(record)
    .map(([name, concept]) => `| ${cells(name as K, concept).join(' | ')} |`)
    .join('\n');
}

const labels = ({kk, ru, en}: Concept['label']) => `${kk} · ${ru} · ${en}`;
const both = ({label, definition}: Concept) => `${labels(label)}. ${definition}`;
const short = (iri: string) => `\`${iri.replace(profileVersion.replace(/\/[^/]*$/, ''), '…')}\``;

function schemaOf(schema: Parameters<typeof toJsonSchema>[0]): string {
  const {$schema: _, ...rest} = toJsonSchema(schema, {target: 'draft-07'});
  return JSON.stringify(rest);
}

/** Rules as a reader wants them: what has to be there, what may not, and which values. */
function ruleList(rules: readonly Rule[]): string {
  const place = ({location}: Rule) => `\`${location.replace(/^\$\./, '').replace(/\['.*\/([^/]+)'\]/, '.…/$1')}\``;
  const values = (list: readonly unknown[]) => list.map((each) => `\`${String(each)}\``).join(', ');
  const said = rules.map((rule) => {
    const wanted = rule.any ?? rule.all;
    if (rule.presence === 'excluded') return `no ${place(rule)}`;
    return wanted ? `${place(rule)} ${wanted.length > 1 ? 'one of ' : ''}${values(wanted)}` : place(rule);
  });
  return said.join('; ');
}
