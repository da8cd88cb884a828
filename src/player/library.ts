import type {ActivityBehaviour, Content, Setting} from '../activities/activity.ts';
import type {Language, OutlineWords} from '../training/index.ts';
import type {UiWords} from '../ui/index.ts';
import type {Destt} from './global.ts';

/** The words every screen of one language needs. */
export interface BaseWords {
  readonly outline: OutlineWords;
  readonly ui: UiWords;
  readonly kinds: Readonly<Record<string, object>>;
  readonly setting: Setting;
}

/** The package's late files, each asked for once: words by unit and language, kinds, and whatever else is a script. */
export interface Library {
  base(language: Language): BaseWords | null;
  unit(unit: string, language: Language): Readonly<Record<string, Content>> | null;
  kind(kind: string): ActivityBehaviour | null;
  /** Everything a unit needs in a language. Rejects if a file is missing: a newer zip may have dropped it (MOODLE 9). */
  need(unit: string, language: Language): Promise<void>;
  /** Any other late script of the package. */
  script(file: string): Promise<void>;
}

export function openLibrary(destt: Destt, document: Document): Library {
  const {manifest, words, kinds} = destt;
  const asked = new Map<string, Promise<void>>();

  const script = (file: string) => {
    const before = asked.get(file);
    if (before) return before;
    const arrives = loadScript(document, file);
    asked.set(file, arrives);
    arrives.catch(() => asked.delete(file)); // so that "try again" asks again
    return arrives;
  };
  const base = (language: Language) => {
    const file = words.find((each) => each.type === 'base' && each.language === language);
    return file ? (file as unknown as BaseWords) : null;
  };
  const unit = (id: string, language: Language) => {
    const file = words.find((each) => each.type === 'unit' && each.unit === id && each.language === language);
    return file?.type === 'unit' ? (file.activities as Readonly<Record<string, Content>>) : null;
  };
  const kind = (name: string) => kinds.find((each) => each.kind === name) ?? null;

  return {
    base,
    unit,
    kind,
    script,
    async need(id, language) {
      const files: string[] = [];
      if (!base(language)) files.push(manifest.files.base[language]);
      const late = manifest.files.units[id]?.[language];
      if (late && !unit(id, language)) files.push(late);
      for (const activity of manifest.outline.units.find((each) => each.id === id)?.activities ?? []) {
        const late = manifest.files.kinds[activity.kind];
        if (late && !kind(activity.kind)) files.push(late);
      }
      await Promise.all(files.map(script));
    },
  };
}

function loadScript(document: Document, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`The package's file ${file} could not be loaded.`));
    };
    document.head.append(script);
  });
}
