import type {InputOptions, OutputOptions} from 'rollup';
import type {PackageFormat} from './build/formats/format.ts';
import type {Packed} from './build/zip.ts';

export declare const formats: readonly PackageFormat[];
declare const options: (
  commandLine?: unknown,
  shelf?: Packed[],
) => Promise<InputOptions & {readonly output: readonly OutputOptions[]}>;
export default options;
