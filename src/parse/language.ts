/** Languages by the extensions of their files. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  c: 'c h',
  cpp: 'cc cpp cxx hh hpp hxx cu cuh',
  csharp: 'cs',
  go: 'go',
  java: 'java',
  javascript: 'js jsx mjs cjs',
  kotlin: 'kt kts',
  php: 'php',
  python: 'py pyi pyx',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh bash zsh',
  swift: 'swift',
  typescript: 'ts tsx mts cts',
};

export type Language = string;

let byExtension: Map<string, Language> | undefined;

/** The language of a file by its extension; null where it is none of those above. */
export function languageOf(path: string): Language | null {
  byExtension ??= new Map(
    Object.entries(EXTENSIONS).flatMap(([language, list]) =>
      list.split(' ').map((extension) => [extension, language] as const),
    ),
  );
  return byExtension.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '') ?? null;
}
