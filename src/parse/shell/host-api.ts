import type { PullRequest } from '../../subject.ts';
import { fileText, inputOf } from './files.ts';
import { lastOption, type Slot } from './getopt.ts';
import { type Asked, defined, type HostText } from './pull-request.ts';
import { placeOfParts } from './rewrite.ts';

/** The options of `gh api`. */
export const API =
  'X|method= f|raw-field= F|field= input= H|header= q|jq= t|template= cache= hostname= p|preview= paginate ' +
  'silent i|include slurp verbose';

/** Paths of GitHub's interface (docs.github.com, REST API). */
const PULL = /\/pulls(\/[^/]+)?$/;
const COMMENT =
  /\/(?:issues|pulls|commits)\/[^/]+\/(?:comments|reviews)(?:\/[^/]+(?:\/replies)?)?$|\/(?:issues|pulls)\/comments\/[^/]+$|\/issues(?:\/[^/]+)?$/;

/** Gh-api: fields, or an object as input. */
export function apiText({ given, reader }: Asked): HostText | null {
  const [address] = given.operands;
  const path = (address?.value ?? address?.text ?? '').replace(/^["']|["']$|\?[^?]*$/g, '');
  const pull = PULL.exec(path);
  if (!pull && !COMMENT.test(path)) return null;
  const method = lastOption(given, 'method')?.slot?.value?.toUpperCase() ?? 'POST';
  if (method !== 'POST' && method !== 'PATCH' && method !== 'PUT') return null;
  const fields = fieldsOf({ given, reader });
  const [title, body] = [fields?.get('title'), fields?.get('body')];
  if (!fields || (!title && !body) || title?.text === null || body?.text === null) return null;
  const place = placeOfParts(title?.slot, body?.slot, reader.command);
  const texts = { title: title?.text ?? '', body: body?.text ?? '' };
  if (!pull) {
    const text = [texts.title, texts.body].filter(Boolean).join('\n\n');
    const edits = (line: string, other: string) => place.edits(line, title ? other : `\n\n${other}`);
    return text === '' ? null : { subject: { kind: 'reply', text }, place: { ...place, edits } };
  }
  const isNew = pull[1] === undefined;
  if (isNew && !title) return null;
  const subject: PullRequest = {
    kind: 'pr',
    ...texts,
    ...(isNew ? { draft: fields.get('draft')?.text === 'true', isNew } : {}),
    ...defined('branch', fields.get('head')?.text?.replace(/^.*:/, '')),
    ...defined('base', fields.get('base')?.text),
  };
  return { subject, place, ...(isNew || (title && body) ? {} : { only: title ? 'title' : 'body' }) };
}

interface Field {
  readonly text: string | null;
  readonly slot?: Slot;
}

/** The fields by name; null where they cannot be known. */
function fieldsOf({ given, reader }: Asked): Map<string, Field> | null {
  const input = lastOption(given, 'input')?.slot;
  const fields = new Map<string, Field>();
  if (input) {
    for (const [key, text] of objectOf(fileText(input.word, input.value, reader))) fields.set(key, { text });
    return fields.size > 0 ? fields : null;
  }
  for (const { name, slot } of given.options) {
    if ((name !== 'raw-field' && name !== 'field') || !slot) continue;
    const written = slot.value ?? /^["']?(\w+=)/.exec(slot.word.text)?.[1] ?? '';
    const [, key = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(written) ?? [];
    const own = { word: slot.word, lead: `${slot.lead}${key}=`, value };
    if (slot.value === null) fields.set(key, { text: null });
    else if (name === 'field' && value.startsWith('@')) {
      const file = value.slice(1);
      fields.set(key, { text: file === '-' ? inputOf(reader) : fileText(slot.word, file, reader) });
    } else fields.set(key, { text: value, slot: own });
  }
  return fields;
}

function objectOf(json: string | null): [string, string][] {
  try {
    return Object.entries(JSON.parse(json ?? 'null') ?? {}).map(([key, value]) => [key, String(value ?? '')]);
  } catch {
    return [];
  }
}
