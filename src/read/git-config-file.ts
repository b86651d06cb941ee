/** One `key = value` of a git configuration file. */
export interface Setting {
  /** Section and name in lower case, a subsection as it stands: `branch.Main.remote`. */
  readonly key: string;
  /** null for a key without `=`, which git reads as true. */
  readonly value: string | null;
  /** False where versions of git read the value differently (white space other than spaces inside of it). */
  readonly exact: boolean;
}

/**
 * Reads the text of a configuration file by the syntax that git-config(1) gives under "Syntax".
 * @returns null when git would refuse the file.
 */
export function parseSettings(file: string): Setting[] | null {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const settings: Setting[] = [];
  const blank = /[ \t\n\r]*(?:[#;][^\n]*)?/y;
  let section = '';
  let at = 0;
  while (at < text.length) {
    blank.lastIndex = at;
    blank.test(text);
    if (blank.lastIndex > at) {
      at = blank.lastIndex;
      continue;
    }
    if (text[at] === '[') {
      const header = readHeader(text, at);
      if (!header) return null;
      section = header.section;
      at = header.end;
      continue;
    }
    const setting = readSetting(text, at);
    if (!setting) return null;
    const { name, value, exact } = setting;
    settings.push({ key: section + name, value, exact });
    at = setting.end;
  }
  return settings;
}

function readHeader(text: string, at: number): { section: string; end: number } | null {
  const header = /\[([A-Za-z0-9.-]*)(?:[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)")?\]/y;
  header.lastIndex = at;
  const [, name = '', subsection] = header.exec(text) ?? [];
  if (header.lastIndex === 0) return null;
  const section = name.toLowerCase();
  const end = header.lastIndex;
  if (subsection === undefined) return { section: `${section}.`, end };
  return { section: `${section}.${subsection.replace(/\\([^\n])/g, '$1')}.`, end };
}

interface ReadValue {
  readonly value: string | null;
  readonly exact: boolean;
  readonly end: number;
}

function readSetting(text: string, at: number): (ReadValue & { name: string }) | null {
  const opening = /([A-Za-z][A-Za-z0-9-]*)[ \t]*(=|\n|$)/y;
  opening.lastIndex = at;
  const [, name = '', sign] = opening.exec(text) ?? [];
  if (sign === undefined) return null;
  const rest = sign === '=' ? readValue(text, opening.lastIndex) : null;
  if (sign === '=' && !rest) return null;
  return { name: name.toLowerCase(), ...(rest ?? { value: null, exact: true, end: opening.lastIndex }) };
}

const ESCAPES: Record<string, string> = { '\n': '', t: '\t', b: '\b', n: '\n', '\\': '\\', '"': '"' };

/** Reads from behind the `=` to the end of the line, or of the last of its continuation lines. */
function readValue(text: string, start: number): ReadValue | null {
  let value = '';
  let spaces = '';
  let quoted = false;
  let exact = true;
  let at = start;
  for (; at < text.length && text[at] !== '\n'; at++) {
    const char = text[at] as string;
    if (!quoted && /[ \t\r]/.test(char)) {
      if (value !== '') spaces += char;
      continue;
    }
    if (!quoted && (char === '#' || char === ';')) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      break;
    }
    if (/[\t\r]/.test(spaces)) exact = false;
    value += spaces;
    spaces = '';
    if (char === '"') quoted = !quoted;
    else if (char === '\\') {
      // Git takes the end of a file for the end of a line.
      const meant = ESCAPES[text[++at] ?? '\n'];
      if (meant === undefined) return null;
      value += meant;
    } else value += char;
  }
  return quoted ? null : { value, exact, end: at + 1 };
}

/** A boolean as git reads it; undefined when it is not set, or none. */
export function parseBoolean(value: string | null | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === null || /^(?:true|yes|on)$/i.test(value)) return true;
  if (/^(?:false|no|off|)$/i.test(value)) return false;
  return /^[+-]?[0-9]+$/.test(value) ? Number(value) !== 0 : undefined;
}
