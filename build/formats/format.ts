import type {Training} from '../read-training.ts';

/** A package's files by name, sorted. */
export type PackageFiles = ReadonlyMap<string, string | Uint8Array>;

/** What makes our files a package of one standard. One more is a file in this folder and its line in rollup.config.mjs. */
export interface PackageFormat {
  /** As in `dist/ID-FORMAT.zip`, and for ever the same. */
  readonly name: string;
  /** The files of src/lms that can launch it, beside `standalone`: others would only weigh in its launch page. */
  readonly runtimes: readonly string[];
  /** Its packages carry the script that speaks with an LRS. */
  readonly lrs?: true;
  /** The files this format adds: its manifest, which names `files`, and what the standard wants beside it. */
  describe(training: Training, files: readonly string[]): Readonly<Record<string, string>>;
  /** What an LMS could refuse in a finished package; empty if nothing. */
  faults(files: PackageFiles): Promise<readonly string[]>;
}
