import * as fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { addItem, itemsAt, removeItems } from '../hooks/json-items.ts';

const PATH = ['hooks', 'PreToolUse'];
const OURS = { matcher: 'Bash', hooks: [{ type: 'command', command: 'bylaw hook agent claude-code' }] };
const isOurs = (item: unknown) => JSON.stringify(item) === JSON.stringify(OURS);
const add = (text: string) => addItem(text, PATH, OURS, 'settings.json');
const remove = (text: string) => removeItems(text, PATH, isOurs, 'settings.json');

const TEXTS = {
  'an empty object': '{}',
  'an object on two lines': '{\n}\n',
  'other keys': '{\n  "model": "x",\n  "env": {"A": "1"}\n}\n',
  'an empty object of hooks': '{"hooks": {}}',
  'an empty list': '{\n\t"hooks": {\n\t\t"PreToolUse": []\n\t}\n}',
  'hooks of others': '{"hooks":{"PreToolUse":[{"matcher":"Edit","hooks":[]}],"Stop":[]},"z":0}\r\n',
  'comments and trailing commas':
    '// mine\n{\n  "a": 1, // why\n  "hooks": { /* none */ }, /* b */\n  // end\n}\n// after',
  'a comment behind the last key': '{\n    "a": 1 // why\n    /* more */\n}',
  'nothing at all': '',
  'blank lines': '\r\n\n',
  'a byte order mark': '\ufeff{"a":[1,2,],}',
};

describe('an item in a JSON file', () => {
  it.each(Object.entries(TEXTS))('is put into %s, read there, and taken out byte for byte', (_, text) => {
    const added = add(text);
    expect(itemsAt(added, PATH, 'settings.json')).toContainEqual(OURS);
    expect(remove(added)).toBe(text);
  });

  it('goes with the file that was made for it', () => {
    const made = addItem(null, PATH, OURS, 'hooks.json', { version: 1 });
    expect(JSON.parse(made)).toEqual({ hooks: { PreToolUse: [OURS] }, version: 1 });
    expect(removeItems(made, PATH, isOurs, 'hooks.json', { version: 1 })).toBeNull();
  });

  it('leaves what others added beside it, and what was like it before', () => {
    const twice = add(add('{\n  "a": 1\n}\n'));
    expect(remove(twice)).toBe('{\n  "a": 1\n}\n');
    const theirs = addItem(add('{}'), PATH, { matcher: 'Edit' }, 'settings.json');
    expect(parse(remove(theirs) ?? '')).toEqual({ hooks: { PreToolUse: [{ matcher: 'Edit' }] } });
  });

  it('refuses what is no JSON, and what has another shape', () => {
    expect(() => add('{"a": }')).toThrow('settings.json is no JSON at 1:7, mend it and run this again');
    expect(() => add('{"hooks": []}')).toThrow('`hooks` in settings.json is of another shape');
    expect(() => add('[]')).toThrow('What stands in settings.json is of another shape');
    expect(() => add('{"hooks": {"PreToolUse": {}}}')).toThrow('of another shape');
  });

  it('changes nothing for good in any file', () => {
    const blank = fc.constantFrom('', ' ', '\n  ', '\r\n\t', ' // c\n', '/* c */');
    const value: fc.Arbitrary<string> = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.constantFrom('1', '"a"', 'null', '[]', '{}'), tie('object')),
      object: fc
        .tuple(
          blank,
          fc.array(fc.tuple(fc.constantFrom('a', 'b', 'hooks', 'PreToolUse'), blank, tie('value'), blank), {
            maxLength: 3,
          }),
          fc.boolean(),
        )
        .map(([start, members, trailing]) => {
          const list = members.map(([key, a, each, b]) => `"${key}"${a}:${each}${b}`);
          return `{${start}${list.join(',')}${trailing && list.length > 0 ? ',' : ''}}`;
        }),
    })).object as fc.Arbitrary<string>;
    fc.assert(
      fc.property(value, blank, (text, tail) => {
        const whole = text + tail;
        let added: string;
        try {
          added = add(whole);
        } catch (error) {
          expect(String(error)).toContain('settings.json');
          return;
        }
        expect(itemsAt(added, PATH, 'settings.json')).toContainEqual(OURS);
        expect(remove(added)).toBe(whole);
      }),
      { numRuns: 2000 },
    );
  });
});
