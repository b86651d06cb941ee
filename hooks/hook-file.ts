import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The hooks that bylaw judges in, in the order git runs them. Each has a file of its name beside this one. */
export const HOOKS = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'pre-push'] as const;

export type HookName = (typeof HOOKS)[number];

/**
 * Every hook that git looks for in the folder of hooks (githooks), for core.hooksPath takes the place of all.
 * fsmonitor-watchman is none of them: core.fsmonitor names its file.
 */
export const GIT_HOOKS = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'pre-merge-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'pre-receive',
  'update',
  'proc-receive',
  'post-receive',
  'post-update',
  'reference-transaction',
  'push-to-checkout',
  'pre-auto-gc',
  'post-rewrite',
  'sendemail-validate',
  'p4-changelist',
  'p4-prepare-changelist',
  'p4-post-changelist',
  'p4-pre-submit',
  'post-index-change',
] as const;

export type GitHookName = (typeof GIT_HOOKS)[number];

/** What is added to the name of a hook that was there before. */
export const EARLIER = '.before-bylaw';

export interface HookSettings {
  /** bylaw's file for node; the sh parts lie in the folder `hooks` beside it. */
  readonly entry: string;
  /** The node to use where PATH has none. */
  readonly node: string;
  /** How many folders install had to make, for uninstall to take them away. */
  readonly made: number;
  /** Set for the hooks of a person's every repository. */
  readonly global?: {
    /** The core.hooksPath that held before; empty where there was none. */
    readonly before: string;
  };
}

/** The text of the file that git runs. */
export function renderHook(hook: GitHookName, { entry, node, made, global }: HookSettings): string {
  const judges = (HOOKS as readonly string[]).includes(hook);
  const own = judges || hook === 'push-to-checkout';
  const part = (name: string) => readFileSync(join(dirname(entry), 'hooks', name), 'utf8');
  const settings = [
    ...(judges ? [`bylaw_entry=${quote(entry)}`, `bylaw_node=${quote(node)}`] : ['bylaw_entry=']),
    `bylaw_global=${global ? 'yes' : ''}`,
    `bylaw_before=${quote(global?.before ?? '')}`,
  ];
  const body = `${settings.join('\n')}\n\n${part('run.sh')}`;
  const [shebang, ...lines] = part(own ? hook : 'forward').split('\n');
  const rest = lines.map((line) => (line.startsWith('. ') ? body.trimEnd() : line)).join('\n');
  return `${shebang}\n${marker(rest, made)}\n${rest}`;
}

export interface InstalledHook {
  /** Nobody changed the file after install wrote it. */
  readonly intact: boolean;
  readonly made: number;
  readonly node: string;
  /** Set for the hooks of a person's every repository, as in HookSettings. */
  readonly global?: { readonly before: string };
}

/** Tells whether install wrote a file, by its second line, and reads what it was told. */
export function readHook(text: string): InstalledHook | null {
  const [, made, rest] = /^#!\/bin\/sh\n# bylaw [0-9a-f]+ ([0-9]+)\b.*\n([\s\S]*)$/.exec(text) ?? [];
  if (rest === undefined) return null;
  const setting = (name: string) => {
    const [, quoted = ''] = new RegExp(`^bylaw_${name}=(.*)$`, 'm').exec(rest) ?? [];
    return quoted.replace(/^'([\s\S]*)'$/, '$1').replaceAll("'\\''", "'");
  };
  return {
    intact: text === `#!/bin/sh\n${marker(rest, Number(made))}\n${rest}`,
    made: Number(made),
    node: setting('node'),
    ...(setting('global') ? { global: { before: setting('before') } } : {}),
  };
}

function marker(rest: string, made: number): string {
  const sum = createHash('sha256').update(rest).digest('hex').slice(0, 16);
  return `# bylaw ${sum} ${made}: written by \`bylaw install\`, taken out again by \`bylaw uninstall\`.`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
