/**
 * The globs of files that a page is for, by its front matter: `globs` of Cursor's rules, where `alwaysApply`
 * outdoes it, `applyTo` of Copilot's instructions, `paths` of Claude Code's rules.
 * @param base what they count from, as a prefix of paths
 * @returns none where the page is for all files
 */
export function globsOf(frontMatter: string, base: string): readonly string[] {
  const lines = frontMatter.split('\n').map((line) => line.trimEnd());
  if (lines.some((line) => /^alwaysApply\s*:\s*true$/.test(line))) return [];
  const at = lines.findIndex((line) => /^(?:globs|applyTo|paths)\s*:/.test(line));
  if (at === -1) return [];
  const behind = lines.slice(at + 1);
  const end = behind.findIndex((line) => !/^\s*-\s/.test(line));
  const items = behind.slice(0, end === -1 ? undefined : end).map((line) => line.replace(/^\s*-/, ''));
  const value = (lines[at] as string).replace(/^\w+\s*:\s*/, '').replace(/^\[(.*)\]$/, '$1');
  const globs = [value, ...items].flatMap(partsOf);
  if (globs.some((glob) => /^(?:\*|\*\*|\*\*\/\*)$/.test(glob))) return [];
  // Those that only take files out do so of the files below, not of all others.
  const all = base !== '' && globs[0]?.startsWith('!') ? [`${base}**`] : [];
  return [...all, ...globs.map((glob) => from(base, glob))];
}

/** Parts between commas, but for those in braces, without quotation marks. */
function partsOf(value: string): string[] {
  const parts = value.match(/(?:\{[^{}]*\}|[^,])+/g) ?? [];
  return parts.map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2')).filter((part) => part !== '');
}

/** A glob without a slash means files of that name in every folder. */
function from(base: string, glob: string): string {
  if (glob.startsWith('!')) return `!${from(base, glob.slice(1))}`;
  if (base === '') return glob.replace(/^\//, '');
  return base + (glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`);
}
