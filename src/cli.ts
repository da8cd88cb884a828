import {join} from 'node:path';
import {program} from 'commander';
import {check} from '../build/check.ts';
import {newActivity, newTraining} from '../build/new.ts';
import {root} from '../build/root.ts';
import {sayStop} from '../build/stop.ts';
import {verify, verifyReplacement} from '../build/verify.ts';
import {kinds} from './activities/index.ts';

const modules = join(root, 'modules');
const example = (line: string) => `\nExample:\n  npx destt ${line}`;
const say = (line: string) => console.log(line);

program
  .name('destt')
  .description('Trainings for teachers as leaders: write them, check them, pack them.')
  .addHelpText('after', example('check'));

program
  .command('check')
  .description('reads every training and says what is missing or wrong, with file and line')
  .argument('[folder]', 'where the trainings are; without it, the modules of this repository')
  .addHelpText('after', example('check modules'))
  .action(async (folder = modules) => {
    process.exitCode = await check(folder, kinds, say);
  });

program
  .command('verify')
  .description('checks a package as a strict importer would; with two, whether the new one may replace the old one')
  .argument('<package>', 'a zip of ours, or the old one of two')
  .argument('[newer]', 'the zip that is to replace it')
  .addHelpText('after', `${example('verify dist/digital-tools-scorm12.zip')}\n  npx destt verify OLD.zip NEW.zip`)
  .action(async (file: string, newer?: string) => {
    process.exitCode = newer ? await verifyReplacement([file, newer], kinds, say) : await verify(file, say);
  });

const making = program.command('new').description('makes a training or an activity, ready to be filled');
making
  .command('training')
  .description('makes a training of one page, in every language')
  .argument('<id>', 'lower-case letters, digits and hyphens; it stays for ever')
  .addHelpText('after', example('new training digital-tools'))
  .action(async (id: string) => say(`Made ${await newTraining(modules, id)}`));
making
  .command('activity')
  .description('adds an activity to a training, with words to replace in every language')
  .argument('<training>', 'the id of the training')
  .argument('<activity>', 'the name of its folder')
  .argument('<kind>', 'what it is: page, self-assessment …')
  .addHelpText('after', example('new activity digital-tools first-steps page'))
  .action(async (training: string, activity: string, kind: string) =>
    say(`Made ${await newActivity(modules, training, activity, kind)}`),
  );

await program.parseAsync().catch(sayStop);
