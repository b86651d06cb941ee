import picomatch from 'picomatch';

const matchers = new Map<string, (path: string) => boolean>();

/**
 * Whether a path, with slashes, is one of some globs. `*` stays inside of a folder, `**` goes through all,
 * and a glob without a slash, but for one at its end, means files or folders of that name in every folder, as
 * in a .gitignore. The name of a folder stands for all in it, and a slash in front for the top. A `!` before
 * the last of them that matches takes the path out again; before the first of them, it takes it out of all
 * paths.
 */
export function globs(patterns: readonly string[], path: string): boolean {
  let found = patterns[0]?.startsWith('!') ?? false;
  for (const pattern of patterns) {
    const negative = pattern.startsWith('!');
    if (matcher(negative ? pattern.slice(1) : pattern)(path)) found = !negative;
  }
  return found;
}

function matcher(glob: string): (path: string) => boolean {
  let matches = matchers.get(glob);
  if (!matches) {
    // Picomatch takes `basename` to mean all patterns, those with a slash, too.
    const basename = !glob.includes('/');
    matches = picomatch(basename ? glob : fromTop(glob), { dot: true, basename });
    matchers.set(glob, matches);
  }
  return matches;
}

/** The patterns of a glob with a slash. Only a name without signs can be one of a folder. */
function fromTop(glob: string): string[] {
  const path = glob.replace(/^\//, '');
  if (path.endsWith('/')) return [/\/./.test(glob) || glob !== path ? `${path}**` : `**/${path}**`];
  return /[*?[\]{}()!+@][^/]*$/.test(path) ? [path] : [path, `${path}/**`];
}
