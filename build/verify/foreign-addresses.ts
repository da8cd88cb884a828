import {manifestPattern, type OpenPackage, textOf} from './open-package.ts';

/** Addresses that stand in our scripts and are never asked for anything: each with why it stands there. */
const names: readonly {readonly address: RegExp; readonly why: string}[] = [
  {
    address: /^http:\/\/www\.w3\.org\/(1999\/xhtml|2000\/svg|1998\/Math\/MathML|1999\/xlink)$/,
    why: 'namespaces of elements',
  },
  {address: /^http:\/\/adlnet\.gov\/expapi\//, why: 'verbs, activity types and attachment types of xAPI'},
  {address: /^http:\/\/activitystrea\.ms\/schema\/1\.0\//, why: 'verbs of Activity Streams'},
  {address: /^https:\/\/(records\.)?example\.kz\//, why: 'examples, in what is said of a wrong setting'},
  {address: /^https:\/\/w3id\.org\/xapi\//, why: 'categories, extensions and verbs of xAPI profiles'},
  {address: /^https:\/\/w3id\.org\/destt(\/|$)/, why: 'our own trainings and extensions'},
  {
    address: /^http:\/\/id\.tincanapi\.com\/(attachment|activitytype|extension|verb)\//,
    why: 'attachment types that @xapi/xapi knows',
  },
  {address: /^http:\/\/localhost$/, why: 'what axios, inside @xapi/xapi, takes for its page where there is no page'},
];

/**
 * Addresses of other hosts in scripts, pages and styles that are no mere names (DESIGN 2: a package asks the network for
 * nothing outside itself). Links in texts are not asked for before a learner follows them; the settings are an
 * institution's, and are looked at with its key.
 */
export function foreignAddresses({files, manifest, words}: OpenPackage): readonly string[] {
  return [...files.keys()]
    .filter((name) => /\.(html|js|css|svg)$/.test(name) && name !== manifest.files.settings)
    .flatMap((name) => {
      const text = textOf(files, name).replace(manifestPattern, '');
      const asked = words.has(name) ? text.replace(/"type":"link","href":"[^"]*"/g, '') : text;
      const absolute = asked.match(/\b(?:https?|wss?):\/\/[^\s"'`\\)<>]*/g) ?? [];
      const relative = [...asked.matchAll(/(?:\b(?:src|href)=["']?|\burl\(["']?)(\/\/[^\s"')]+)/g)].map(
        (match) => match[1] ?? '',
      );
      return [...new Set([...absolute, ...relative])]
        .filter((found) => !names.some(({address}) => address.test(found)))
        .map((found) => `${name}: ${found}`);
    });
}
