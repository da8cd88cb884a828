import {describe, expect, it} from 'vitest';
import {tinyTraining} from '../test/packages/tiny-training.ts';
import {scorm12} from './formats/scorm12.ts';
import {validateManifest} from './validate.ts';

const described = scorm12.describe(tinyTraining, ['index.html']);
const good = described['imsmanifest.xml'] ?? '';
const files = ['index.html', ...Object.keys(described)];

describe('the check of a manifest', () => {
  it('finds nothing in a good one', async () => {
    expect(await validateManifest(good, files)).toEqual([]);
  });

  it.each([
    [
      'an element in the wrong place',
      good.replace(/(<organizations.*<\/organizations>)(\s*)(<resources.*<\/resources>)/s, '$3$2$1'),
      'resources',
    ],
    ['an element of no schema', good.replace('<resources>', '<colour/><resources>'), 'colour'],
    ['an identifier that is no XML name', good.replaceAll('destt-tiny-way', '1 way'), '1 way'],
    ['an unknown type of content', good.replace('scormtype="sco"', 'scormtype="page"'), 'page'],
    ['metadata of no standard', good.replace('<imsmd:rights>', '<imsmd:rights><imsmd:price/>'), 'price'],
    ['XML that does not parse', good.replace('</manifest>', ''), 'imsmanifest.xml:'],
    ['white space round the version, which Moodle reads as another', good.replace('>1.2<', '> 1.2 <'), 'exactly 1.2'],
    ['content that no LMS would wait for', good.replace(' adlcp:scormtype="sco"', ''), 'no resource of the type "sco"'],
  ])('finds %s', async (_, manifest, words) => {
    expect((await validateManifest(manifest, files)).join('\n')).toContain(words);
  });

  it('finds a file that is not listed, and one that is listed but not there', async () => {
    const faults = await validateManifest(good, ['imsmanifest.xml', 'index.html', 'late.js']);
    expect(faults).toContain('late.js is in the package but not listed');
    expect(faults).toContain('imscp_rootv1p1p2.xsd is listed but is not in the package');
  });
});
