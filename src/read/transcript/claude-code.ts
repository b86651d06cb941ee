import { takeMessage } from './blocks.ts';
import type { Format } from './format.ts';
import { type Json, parsed, record, text, timeOf } from './json.ts';
import type { Recorder } from './recorder.ts';
import { shortenStrings } from './shorten.ts';

/**
 * Claude Code, one JSON record in a line. A message of the agent is split over several lines with the same
 * id, and results of tools come as messages of the user.
 */
export const claudeCode: Format = {
  name: 'Claude Code',
  loads: ['CLAUDE.md', '.claude/CLAUDE.md', 'CLAUDE.local.md'],
  isLog: true,
  knows: ({ type, message, sessionId, uuid, leafUuid, snapshot, operation }) =>
    ((type === 'user' || type === 'assistant') &&
      message !== undefined &&
      (sessionId ?? uuid) !== undefined) ||
    ((type === 'system' || type === 'progress' || type === 'attachment') &&
      (sessionId ?? uuid) !== undefined) ||
    (type === 'summary' && leafUuid !== undefined) ||
    (type === 'file-history-snapshot' && snapshot !== undefined) ||
    (type === 'queue-operation' && operation !== undefined),
  reader: (recorder) => ({
    parse: (line) => parse(line, recorder),
    take(entry, line) {
      const { type, isMeta, isCompactSummary, isSidechain, agentId } = entry;
      if (type !== 'user' && type !== 'assistant') return;
      recorder.folder ??= text(entry.cwd) || null;
      const message = record(entry.message);
      const agent = text(agentId) || (isSidechain === true ? 'sub-agent' : '');
      const when = { line, time: timeOf(entry.timestamp), ...(agent === '' ? {} : { agent }) };
      const content = message.content;
      if (type === 'assistant') {
        // A failure of the service, told in the place of the agent.
        if (entry.isApiErrorMessage !== true)
          takeMessage(recorder, { id: text(message.id), isPerson: false, content }, when);
        return;
      }
      // Nobody speaks to a sub-agent but its agent.
      const isSaid = isMeta !== true && isCompactSummary !== true && agent === '';
      const heard = isSaid ? content : results(content);
      takeMessage(recorder, { id: '', isPerson: true, content: heard }, when);
    },
  }),
  maySpeak: (line) => {
    const head = line.toString('latin1', 0, 2000);
    return head.includes('"type":"user"') && !head.includes('"tool_use_id":');
  },
};

function results(content: unknown): unknown {
  return Array.isArray(content) ? content.filter((block) => record(block).type === 'tool_result') : [];
}

/** Kinds of records in which nothing happens; snapshots and progress make up most of some files. */
const IDLE =
  /^(?:progress|file-history-snapshot|system|summary|queue-operation|attachment|permission-mode|pr-link|last-prompt|custom-title|agent-name|ai-title)$/;

const RESULT_TWICE = Buffer.from(',"toolUseResult":');
const FAILED = Buffer.from('"is_error":true');
const BLOCK = Buffer.from('},{"');

/**
 * Leaves out of a line what nobody needs before it is parsed. A quote that is in a string has a backslash
 * before it, so that what looks like a key here is one.
 */
function parse(line: Buffer, recorder: Recorder): Json | null {
  const head = line.toString('latin1', 0, 900);
  const type = /[{,]"type":"([\w-]+)"/.exec(head)?.[1] ?? '';
  if (IDLE.test(type)) return null;
  if (head.includes('"content":[{"type":"thinking"') && !line.includes(BLOCK)) return null;
  const id = type === 'user' ? /"tool_use_id":"([^"\\]{1,100})"/.exec(head)?.[1] : undefined;
  if (id === undefined) return record(parsed(line.toString()));
  if (!recorder.wantsOutput(id) && !line.includes(FAILED) && !line.includes(BLOCK)) {
    recorder.answered(id, { failed: false });
    return null;
  }
  // The result stands in the message, then once more in another form.
  const twice = line.indexOf(RESULT_TWICE);
  const cut = twice < 0 ? undefined : parsed(shortenStrings(`${line.toString('utf8', 0, twice)}}`));
  return record(cut ?? parsed(shortenStrings(line.toString())));
}
