import type { NewEvent } from '../../parse/session/notation.ts';
import { shellWord } from '../../report/escape.ts';
import { firstText, type Json, record, records, text, unwrapped } from './json.ts';
import { difference, editsOfPatch } from './patch.ts';

type Bare<E> = E extends NewEvent ? Omit<E, 'line' | 'time' | 'agent'> : never;

/** What a call does, before anybody knows when it happened. */
export type Call = Bare<NewEvent>;

/** The tools of all agents, by their names in small letters alone: they do not contradict each other. */
const RUN = new Set(
  'bash shell localshell shellcommand execcommand exec runshellcommand runterminalcmd runterminalcommand runcommand runcommands runinterminal executecommand executebash executepwsh execute terminal powershell bashtool runbashcommand containerexec'.split(
    ' ',
  ),
);
const READ = new Set(
  'read readfile readfiles readmanyfiles view viewfile fsread openfile notebookread readnotebook readtextfile viewcodeitem'.split(
    ' ',
  ),
);
const EDIT = new Set(
  'edit write multiedit notebookedit editfile editfiles writefile writetofile createfile create replace replacefilecontent multireplacefilecontent replacestringinfile multireplacestringinfile insertedit inserteditintofile searchreplace strreplace strreplacefile strreplaceeditor strreplacefile strreplacebasededittool editor replaceinfile applypatch applydiff fswrite fsreplace fsappend insert editnotebook patch codeedit deletefile writetextfile createtextfile'.split(
    ' ',
  ),
);

/**
 * The events that a call of a tool makes.
 * @param folder of the session: a command that runs in another one goes there first
 */
export function eventsOfCall(name: string, given: unknown, folder: string | null = null): Call[] {
  const input = typeof given === 'string' && !given.startsWith('{') ? { input: given } : unwrapped(given);
  // `functions.shell`, `copilot_readFile`, `default_api:view_file`.
  const short = name
    .replace(/^(?:functions|default_api|copilot|developer|container)[._:]+/, '')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
  const known = RUN.has(short)
    ? runs(input, folder)
    : READ.has(short) || (EDIT.has(short) && input.command === 'view')
      ? reads(input)
      : EDIT.has(short)
        ? edits(input)
        : [];
  return known.length > 0 ? known : [{ kind: 'tool', name, input: inputOf(input) }];
}

function runs(input: Json, folder: string | null): Call[] {
  const { commands } = input;
  const several = Array.isArray(commands) ? commands : [];
  const given = [input.command, input.cmd, input.CommandLine, input.commandLine, input.input, input.script];
  const all = several.length > 0 ? several : given.filter((each) => each !== undefined).slice(0, 1);
  return all.flatMap((each) => {
    const patch = patchIn(each);
    if (patch !== null) return editsOfPatch(patch).map((edit): Call => ({ kind: 'edit', ...edit }));
    const command = Array.isArray(each) ? lineOf(each) : firstText(each, record(each).command);
    if (command.trim() === '') return [];
    return [{ kind: 'run', command: `${goingTo(input, folder)}${command}`, output: '', exit: null } as const];
  });
}

/** `cd web && ` of a call that names a folder of its own. */
function goingTo(input: Json, folder: string | null): string {
  const to = firstText(input.workdir, input.cwd, input.Cwd, input.working_directory).replace(/\/+$/, '');
  const from = folder?.replace(/\/+$/, '') ?? to;
  if (to === '' || to === '.' || to === from) return '';
  return `cd ${shellWord(to.startsWith(`${from}/`) ? to.slice(from.length + 1) : to)} && `;
}

/** Arguments as one line; of `bash -lc LINE`, the line. */
function lineOf(words: readonly unknown[]): string {
  const all = words.map(text);
  const [program = '', flag = '', line] = all;
  if (
    line !== undefined &&
    all.length === 3 &&
    /(?:^|\/)(?:ba|z|da|k)?sh$/.test(program) &&
    /^-l?i?c$/.test(flag)
  )
    return line;
  return all.map(shellWord).join(' ');
}

/** A patch that comes by way of the shell, as older versions of Codex send it. */
function patchIn(command: unknown): string | null {
  const words = Array.isArray(command) ? command.map(text) : [text(command)];
  const line = words.at(-1) ?? '';
  const isPatch = words.length === 2 ? words[0] === 'apply_patch' : /^\s*apply_patch\b/.test(line);
  return isPatch && line.includes('*** Begin Patch') ? line : null;
}

function reads(input: Json): Call[] {
  const lists = [input.paths, input.files, input.file_paths, input.filePaths].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const paths = [pathIn(input), ...lists.map((each) => firstText(each, pathIn(record(each))))];
  return paths.filter((path) => path !== '').map((path) => ({ kind: 'read', path }));
}

function pathIn(input: Json): string {
  return firstText(
    input.file_path,
    input.path,
    input.absolute_path,
    input.filePath,
    input.target_file,
    input.notebook_path,
    input.AbsolutePath,
    input.TargetFile,
    input.file,
    input.filename,
    input.uri,
  );
}

function edits(input: Json): Call[] {
  const patch = firstText(input.patch, input.input, input.patchText, input.diff);
  if (patch.includes('*** Begin Patch'))
    return editsOfPatch(patch).map((edit) => ({ kind: 'edit', ...edit }));
  const path = pathIn(input);
  const parts = [input.edits, input.edit, input.replacements, input.ReplacementChunks].flatMap((list) =>
    records(Array.isArray(list) ? list : list === undefined ? [] : [list]),
  );
  // Some tools take edits of several files at once.
  const apart = parts.filter((part) => pathIn(part) !== '');
  if (apart.length > 0) return apart.map((part) => ({ kind: 'edit', path: pathIn(part), ...change([part]) }));
  return path === '' ? [] : [{ kind: 'edit', path, ...change(parts.length > 0 ? parts : [input]) }];
}

function change(parts: readonly Json[]): { added: string; removed: string } {
  const all = parts.map((part) =>
    difference(
      firstText(
        part.old_string,
        part.oldText,
        part.old_text,
        part.old_str,
        part.oldString,
        part.TargetContent,
        part.old,
      ),
      firstText(
        part.new_string,
        part.newText,
        part.new_text,
        part.new_str,
        part.newString,
        part.ReplacementContent,
        part.content,
        part.contents,
        part.file_text,
        part.text,
        part.new_source,
        part.code_edit,
        part.CodeContent,
        part.insert_text,
        part.code,
        part.new_content,
        part.new,
      ),
    ),
  );
  return {
    added: all.flatMap(({ added }) => (added === '' ? [] : [added])).join('\n'),
    removed: all.flatMap(({ removed }) => (removed === '' ? [] : [removed])).join('\n'),
  };
}

/** What a tool was given, cut where it is long. */
function inputOf(input: Json): string {
  const values = Object.values(input);
  const [only] = values;
  const whole = values.length === 1 && typeof only === 'string' ? only : JSON.stringify(input);
  return whole.length > 2000 ? `${whole.slice(0, 2000)}...` : whole;
}
