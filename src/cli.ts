import {join} from 'node:path';
import {Option, program} from 'commander';
import {createSpinner} from 'nanospinner';
import {check} from '../build/check.ts';
import {type ConfigureOptions, configure} from '../build/configure.ts';
import {newActivity, newTraining} from '../build/new.ts';
import {drawPictures} from '../build/pictures.ts';
import {root} from '../build/root.ts';
import {Stop, sayStop} from '../build/stop.ts';
import {verify, verifyReplacement} from '../build/verify.ts';
import {kinds} from './activities/index.ts';
import {CollectorFault} from './collector/collector-fault.ts';
import {addCollector} from './collector/commands.ts';

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
  .option('--graph', 'draws each story into dist/graphs, scenes without words marked')
  .addHelpText('after', `${example('check modules')}\n  npx destt check --graph`)
  .action(async (folder = modules, {graph}: {graph?: true}) => {
    if (graph) for (const file of await drawPictures(folder, kinds, join(root, 'dist/graphs'))) say(`Drew ${file}`);
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

program
  .command('configure')
  .description('writes a copy of a package with the settings of an institution: where records go, who asks, help lines')
  .argument('<package>', 'a zip of ours')
  .requiredOption('--out <file>', 'the copy')
  .addOption(new Option('--records <where>', 'what becomes of records').choices(['none', 'file', 'endpoint']))
  .option('--endpoint <address>', 'the xAPI endpoint that records are sent to')
  .addOption(new Option('--key <user:secret>', 'a key that only writes statements').env('DESTT_KEY'))
  .option('--collector', 'the endpoint is a destt collector, which makes pseudonyms (it is asked, unless --offline)')
  .option('--study <iri>', 'names the study that learners take part in')
  .option('--institution <name>', 'who asks for consent')
  .option('--contact <text>', 'how learners reach whoever has their records')
  .option('--help-line <number=name...>', 'help lines in place of the country’s')
  .option('--branch <code>', 'the branch, in every record')
  .option('--cohort <code>', 'the group, in every record')
  .option('--cascade-level <level>', 'developer, trainer or teacher, in every record')
  .option('--facilitator <pseudonym>', 'who leads the group, in every record; no name')
  .option('--settings <file>', 'a JSON file with all of these, also in three languages')
  .option('--plain-http', 'lets the endpoint be an address of your own network without TLS')
  .option('--offline', 'does not ask the endpoint what the key may do')
  .addHelpText(
    'after',
    example(
      'configure dist/stress-and-burnout-scorm12.zip --endpoint https://records.example.kz/xapi/ \\\n    --key 3f2a:word --institution "Өрлеу" --branch SKO --out stress-and-burnout-sko.zip',
    ),
  )
  .action(async (file: string, options: ConfigureOptions) => {
    const spinner = createSpinner(file).start();
    const lines: string[] = [];
    const doing = (text: string) => void spinner.update({text});
    try {
      await configure(file, options, {fetch, doing, say: (line) => void lines.push(line)});
    } catch (error) {
      spinner.error({text: 'Nothing was written.'});
      throw error;
    }
    spinner.success({text: `Wrote ${options.out}`});
    for (const line of lines) say(line);
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

addCollector(program, say);

await program.parseAsync().catch((error) => sayStop(error instanceof CollectorFault ? new Stop(error.message) : error));
