import { type Json, records, text, wordsOf } from './json.ts';
import type { Recorder, When } from './recorder.ts';

/** A message whose content is a text, or blocks as the API of Anthropic has them; many agents write those. */
export interface Message {
  readonly id: string;
  readonly isPerson: boolean;
  readonly content: unknown;
}

/** Tells what a message says: words, calls of tools, and what they came to. */
export function takeMessage(recorder: Recorder, { id, isPerson, content }: Message, when: When): void {
  if (typeof content === 'string') {
    if (isPerson) recorder.asked(content, when);
    else recorder.said(content, when, id);
    return;
  }
  const words: string[] = [];
  for (const block of records(content)) {
    if (block.type === 'text' && isPerson) words.push(text(block.text));
    else if (block.type === 'text') recorder.said(text(block.text), when, id);
    else if (block.type === 'tool_use') recorder.called(text(block.id), text(block.name), block.input, when);
    else if (block.type === 'tool_result') answer(recorder, block);
  }
  if (words.length > 0) recorder.asked(words.join('\n'), when);
}

function answer(recorder: Recorder, { tool_use_id: id, content, is_error: failed }: Json): void {
  const output = wordsOf(content);
  // Cline answers several things that were asked at once one by one.
  const parts = records(content).filter(({ success }) => typeof success === 'boolean');
  recorder.answered(text(id), {
    output,
    failed: failed === true,
    refused: failed === true && isRefusal(output),
    apart: parts.map(({ result, success }) => ({ output: wordsOf(result), failed: !success })),
  });
}

/** The person, or a hook, did not let a tool be used: it never ran. */
function isRefusal(output: string): boolean {
  return /^(?:The user doesn't want to (?:proceed|take this action)|Permission to use |(?:Hook )?PreToolUse:|[A-Z]\w{1,30} operation blocked by hook|Claude requested permissions|<tool_use_error>)/.test(
    output,
  );
}
