import type { TextFormat } from './format.ts';
import { difference } from './patch.ts';

/**
 * The Markdown that Aider keeps of a chat: prompts behind `####`, what the program says behind `>`, and the
 * agent's words between them, with its edits as blocks of what is searched for and what takes its place. An
 * edit counts once the program says that it was applied.
 */
export const aider: TextFormat = {
  name: 'Aider',
  knows: (head) => /^# aider chat started at \d{4}-/m.test(head) || /^> \$? ?aider\b.*\n> /m.test(head),
  reader(recorder) {
    // It tells local times, and nobody knows of which zone.
    const time = null;
    let isBegun = false;
    let words: string[] = [];
    let isPrompt = false;
    let start = 1;
    let lastLine = '';
    let block: { path: string; before: string[]; after: string[]; isAfter: boolean } | undefined;
    const blocks = new Map<string, { before: string; after: string }[]>();

    return {
      take(line, number) {
        isBegun ||= /^(?:# aider chat|####|>)/.test(line);
        if (!isBegun || line.startsWith('# aider chat started at')) return;
        if (block) inBlock(line);
        else if (/^<{5,9} (?:SEARCH|ORIGINAL)/.test(line))
          block = { path: lastLine.trim(), before: [], after: [], isAfter: false };
        else if (line.startsWith('####')) turn(true, line.slice(4).trim(), number);
        else if (line.startsWith('>')) program(line.slice(1).trim(), number);
        else turn(false, line, number);
        if (!/^\s*(?:```.*)?$/.test(line)) lastLine = line;
      },
      end: say,
    };

    function inBlock(line: string) {
      if (!block) return;
      if (/^={5,9}$/.test(line)) block.isAfter = true;
      else if (/^>{5,9} (?:REPLACE|UPDATED)/.test(line)) {
        const { path, before, after } = block;
        const known = blocks.get(path) ?? [];
        known.push({ before: before.join('\n'), after: after.join('\n') });
        blocks.set(path, known);
        block = undefined;
      } else (block.isAfter ? block.after : block.before).push(line);
    }

    function turn(isPerson: boolean, line: string, number: number) {
      // An empty line parts nothing.
      if (line.trim() !== '' && isPerson !== isPrompt) say();
      if (line.trim() !== '') isPrompt = isPerson;
      if (words.length === 0) start = number;
      words.push(line);
    }

    function program(told: string, line: number) {
      say();
      const path = /^Applied edit to (.+)$/.exec(told)?.[1];
      if (path === undefined) return;
      const changes = (blocks.get(path) ?? []).map(({ before, after }) => difference(before, after));
      blocks.delete(path);
      const added = changes.map((change) => change.added).join('\n');
      const removed = changes.map((change) => change.removed).join('\n');
      recorder.happened({ kind: 'edit', path, added, removed, line, time });
    }

    function say() {
      const text = words.join('\n');
      if (isPrompt) recorder.asked(text, { line: start, time });
      else recorder.said(text, { line: start, time });
      words = [];
    }
  },
};
