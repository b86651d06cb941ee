import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { SessionEvent } from '../src/parse/session/event.ts';
import { parseSession, sessionOf } from '../src/parse/session/notation.ts';
import { guessKind } from '../src/read/kind.ts';
import { lastReply, openTranscript, readTranscript, transcriptIn } from '../src/read/transcript/index.ts';
import { Trouble } from '../src/trouble.ts';
import { sandbox } from './support/sandbox.ts';
import * as written from './support/transcripts.ts';
import { at, FOLDER, lines, SAID } from './support/transcripts.ts';

const box = sandbox();
afterAll(() => box.remove());

function told(session: string): Partial<SessionEvent>[] {
  return bare(parseSession(session).events);
}

/** What happened, without where and when. */
function bare(events: readonly SessionEvent[]): Partial<SessionEvent>[] {
  return events.map(({ at: _at, line: _line, time: _time, ...event }) => event);
}

const asked = `prompt: ${SAID.prompt}\nreply: ${SAID.plan}\n`;
const read = 'read: src/login.py\n';
const edited = 'edit: src/login.py\n  -    retry()\n  +    retry(once=True)\n';
const ran = `run: pytest -q\nexit: 1\n  ${SAID.failure.replace('\n', '\n  ')}\nrun: pytest -q\nexit: 0\n  3 passed\n`;
const answered = `reply: ${SAID.reply}\n`;

test.each([
  ['Claude Code', written.claudeCode(), asked + read + edited + ran + answered],
  ['Codex', written.codex(), asked + edited + ran + answered],
  ['Copilot CLI', written.copilot(), asked + read + edited + ran + answered],
  [
    'pi',
    written.pi(),
    asked + read + edited + ran.replace('1 failed', '1 failed\n\n  Command exited with code 1') + answered,
  ],
  ['opencode', written.opencode(), asked + read + edited + ran + answered],
  [
    'VS Code chat',
    written.vscodeChat(),
    `${asked}edit: src/login.py\n  +    retry(once=True)\n${ran}${answered}`,
  ],
  ['Windsurf', written.windsurf(), asked + read + edited + ran + answered],
  ['SpecStory', written.specstory(), `${asked}${read}edit: src/login.py\n${ran}${answered}`],
  [
    'Aider',
    written.aider(),
    `prompt: ${SAID.prompt}\nreply: ${SAID.plan}\n\n  src/login.py\n  \`\`\`python\n  \`\`\`\n${edited}${answered}`,
  ],
  ['SpecStory', written.specstoryOfCodex(), asked + edited + ran + answered],
  // It does not tell what became of a command.
  ['Cursor', written.cursor(), `${asked}${read}${edited}run: pytest -q\nrun: pytest -q\n${answered}`],
])('what happened is read from %s', (format, text, expected) => {
  const transcript = transcriptIn(Buffer.from(text));
  expect(transcript?.format).toBe(format);
  expect(bare(transcript?.session().events ?? [])).toEqual(told(expected));
  expect(transcript?.prompts().map(({ text }) => text)).toEqual([SAID.prompt]);
  expect(transcript?.lastReply()).toBe(SAID.reply);
});

test.each([
  ['Gemini CLI', written.geminiDocument()],
  ['Gemini CLI', written.geminiLines()],
  ['Qwen Code', written.qwen()],
  ['Droid', written.droid()],
  ['messages', written.cline()],
  ['messages', written.kimi()],
])('what happened is read from %s, whose outputs have a frame', (format, text) => {
  const transcript = transcriptIn(Buffer.from(text));
  expect(transcript?.format).toBe(format);
  const { events } = transcript?.session() ?? parseSession('');
  expect(events.map(({ kind }) => kind)).toEqual(['prompt', 'reply', 'read', 'edit', 'run', 'run', 'reply']);
  expect(events).toMatchObject(
    [
      { text: SAID.prompt },
      { text: SAID.plan },
      { path: 'src/login.py' },
      {},
      { command: SAID.test, exit: 1, output: expect.stringContaining(SAID.failure) },
      { command: SAID.test, output: expect.stringContaining(SAID.success) },
      { text: SAID.reply },
    ].map((event, index) =>
      index === 2 || index === 3 ? { path: expect.stringMatching(/src\/login\.py$/) } : event,
    ),
  );
});

test('the kind of a transcript is told by its content', () => {
  for (const write of [written.claudeCode, written.geminiDocument, written.specstory, written.cursor])
    expect(guessKind('notes.txt', write())).toBe('session');
  for (const text of [
    '{"name": "shop", "messages": ["a"]}',
    '[1, 2]',
    '{',
    'Add a login\n',
    '{"role":"admin"}',
  ])
    expect(guessKind('notes.txt', text)).not.toBe('session');
});

test('events stand at their lines and times', () => {
  const { events } = transcriptIn(Buffer.from(written.claudeCode()))?.session() ?? parseSession('');
  expect(events.map(({ line, time }) => [line, time])).toEqual(
    [4, 7, 8, 10, 12, 14, 16].map((line) => [line, at(line - 1)]),
  );
  const document = transcriptIn(Buffer.from(written.opencode()))?.session() ?? parseSession('');
  const opening = written.opencode().split('\n');
  expect(opening.slice(0, document.events[1]?.line).filter((line) => line === '    {')).toHaveLength(2);
});

const claude = (type: string, content: unknown, more = {}) => ({
  type,
  uuid: 'u',
  sessionId: 's',
  timestamp: at(1),
  cwd: FOLDER,
  message: { role: type, id: 'm', content },
  ...more,
});
const use = (id: string, name: string, input: unknown) =>
  claude('assistant', [{ type: 'tool_use', id, name, input }]);
const result = (id: string, content: unknown, is_error = false) =>
  claude('user', [{ type: 'tool_result', tool_use_id: id, content, is_error }]);

function events(...records: unknown[]): Partial<SessionEvent>[] {
  return bare(transcriptIn(Buffer.from(lines(...records)))?.session().events ?? []);
}

test.each([
  [
    'a slash command',
    '<command-name>/review</command-name><command-args>the login</command-args>',
    '/review the login',
  ],
  ['a reminder behind it', 'Fix it\n<system-reminder>Be good</system-reminder>', 'Fix it'],
  ['an open file before it', '<ide_opened_file>a.py</ide_opened_file>\nFix it', 'Fix it'],
  ['a word in angle brackets', 'Use <T> here', 'Use <T> here'],
])('a prompt is what the person wrote: %s', (_name, content, text) => {
  expect(events(claude('user', content))).toEqual([{ kind: 'prompt', text }]);
});

test.each([
  '[Request interrupted by user]',
  '[Request interrupted by user for tool use]',
  '<local-command-stdout>ok</local-command-stdout>',
  '<task-notification>done</task-notification>',
])('%s is no prompt', (content) => {
  expect(events(claude('user', [{ type: 'text', text: content }]))).toEqual([]);
});

test('parts of one message that follow each other are one reply', () => {
  const part = (text: string) => claude('assistant', [{ type: 'text', text }]);
  expect(events(part('One.'), part('Two.'), use('a', 'Bash', { command: 'ls' }), part('Three.'))).toEqual(
    told('reply: One.\n\n  Two.\nrun: ls\nreply: Three.'),
  );
});

test('a prompt that Codex was given twice is two', () => {
  const shown = { timestamp: at(1), type: 'event_msg', payload: { type: 'user_message', message: 'go on' } };
  const { length } = events(
    ...written
      .codex()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const more = written.codex() + lines(shown, shown);
  expect(transcriptIn(Buffer.from(more))?.prompts()).toHaveLength(3);
  expect(transcriptIn(Buffer.from(more))?.session().events).toHaveLength(length + 2);
});

test('what was refused or failed did not happen', () => {
  expect(
    events(
      use('a', 'Bash', { command: 'git push' }),
      result('a', "The user doesn't want to proceed with this tool use.", true),
      use('h', 'Bash', { command: 'git push' }),
      result('h', 'PreToolUse:Bash hook error: not on main', true),
      use('b', 'Edit', { file_path: `${FOLDER}/a.py`, old_string: 'x', new_string: 'y' }),
      result('b', '<tool_use_error>String not found</tool_use_error>', true),
      use('c', 'Read', { file_path: '/etc/none' }),
      result('c', 'File does not exist.', true),
    ),
  ).toEqual(
    told(
      'tool: refused git push\ntool: refused git push\ntool: refused edit a.py\ntool: failed read /etc/none',
    ),
  );
});

test('a run that goes on, or has no result, has no status', () => {
  const id = 'Command running in background with ID: b1';
  expect(
    events(
      use('a', 'Bash', { command: 'serve' }),
      result('a', id),
      use('b', 'Bash', { command: 'make' }),
      use('c', 'Bash', { command: 'sleep 99' }),
      result('c', '[Request interrupted by user for tool use]', true),
    ),
  ).toEqual(
    told(
      `run: serve\nexit: ?\n  ${id}\nrun: make\nrun: sleep 99\nexit: ?\n  [Request interrupted by user for tool use]`,
    ),
  );
});

test('a run that was left running ends when its end is told', () => {
  const later = '<status>completed</status>\n\n<exit_code>2</exit_code>\n\n<stdout>\n2 failed\n</stdout>';
  const [run] = events(
    use('a', 'Bash', { command: 'pytest', run_in_background: true }),
    result('a', 'Command running in background with ID: b1. Output is being written to: /tmp/b1'),
    use('b', 'BashOutput', { bash_id: 'b1' }),
    result('b', later),
  );
  expect(run).toMatchObject({ command: 'pytest', exit: 2, output: expect.stringContaining('2 failed') });

  const notice =
    '<task-notification><task-id>b1</task-id><summary>completed (exit code 0)</summary></task-notification>';
  expect(
    events(
      use('a', 'Bash', { command: 'make' }),
      result('a', 'Command running in background with ID: b1'),
      claude('user', notice),
    ),
  ).toMatchObject([{ command: 'make', exit: 0 }]);

  const call = (call_id: string, name: string, input: unknown) => ({
    timestamp: at(1),
    type: 'response_item',
    payload: { type: 'function_call', call_id, name, arguments: JSON.stringify(input) },
  });
  const output = (call_id: string, state: string, printed: string) => ({
    timestamp: at(2),
    type: 'response_item',
    payload: {
      type: 'function_call_output',
      call_id,
      output: `Chunk ID: 1\nWall time: 9 seconds\n${state}\nOutput:\n${printed}`,
    },
  });
  const [own] = events(
    call('a', 'exec_command', { cmd: 'pytest' }),
    output('a', 'Process running with session ID 71', 'collecting'),
    call('b', 'write_stdin', { session_id: 71, chars: '' }),
    output('b', 'Process exited with code 0', '9 passed'),
  );
  expect(own).toEqual({ kind: 'run', command: 'pytest', exit: 0, output: 'collecting\n9 passed' });
});

test('all forms of edits tell what came and what went', () => {
  const path = `${FOLDER}/a.py`;
  const patch = '*** Begin Patch\n*** Add File: b.py\n+new\n*** Delete File: c.py\n*** End Patch';
  expect(
    events(
      use('a', 'Write', { file_path: path, content: 'one\ntwo\n' }),
      use('b', 'MultiEdit', {
        file_path: path,
        edits: [
          { old_string: 'one', new_string: '1' },
          { old_string: 'two', new_string: '2' },
        ],
      }),
      use('c', 'NotebookEdit', { notebook_path: path, new_source: 'x = 1' }),
      use('d', 'str_replace_based_edit_tool', { command: 'view', path }),
      use('e', 'str_replace_based_edit_tool', { command: 'create', path, file_text: 'y' }),
      use('f', 'apply_patch', { input: patch }),
      use('g', 'shell', { command: ['apply_patch', patch] }),
      use('h', 'Edit', { file_path: path, old_string: 'a\nb\nc', new_string: 'a\nB\nc' }),
    ),
  ).toEqual(
    told(
      [
        'edit: a.py\n  +one\n  +two\nedit: a.py\n  -one\n  -two\n  +1\n  +2\nedit: a.py\n  +x = 1',
        'read: a.py\nedit: a.py\n  +y\nedit: b.py\n  +new\nedit: c.py\nedit: b.py\n  +new\nedit: c.py',
        'edit: a.py\n  -b\n  +B',
      ].join('\n'),
    ),
  );
});

test('long outputs of tools are cut and still read', () => {
  const long = `first ${'\\ "\n\u00e9 '.repeat(40_000)} last`;
  const [run] = events(use('a', 'Bash', { command: 'make' }), {
    ...result('a', long),
    toolUseResult: { stdout: long },
  }) as [SessionEvent & { kind: 'run' }];
  expect(run.exit).toBe(0);
  expect(run.output).toMatch(/^first[\s\S]+last$/);
  expect(run.output.length).toBeLessThan(4200);
});

test('of any output the ends are what they were', () => {
  const unit = fc.constantFrom('\\', '"', '\n', '\u0001', 'a ', '\u{1f600}', '\ud83d', 'xyz ');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1 }), fc.integer({ min: 1, max: 5000 }), (units, times) => {
      const output = `${units.join('')}a `.repeat(times);
      const [run] = events(use('a', 'Bash', { command: 'make' }), result('a', output)) as [
        SessionEvent & { kind: 'run' },
      ];
      expect(output.startsWith(run.output.slice(0, 400))).toBe(true);
      expect(output.endsWith(run.output.slice(-400))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a file that breaks off is read up to the break', () => {
  const whole = written.claudeCode();
  const broken = whole.slice(0, whole.indexOf(SAID.reply) + 5);
  expect(
    transcriptIn(Buffer.from(broken))
      ?.session()
      .events.map(({ kind }) => kind),
  ).toEqual(['prompt', 'reply', 'read', 'edit', 'run', 'run']);
  for (const write of [written.geminiDocument, written.opencode, written.cline]) {
    const document = write();
    const events = transcriptIn(Buffer.from(document.slice(0, document.indexOf(SAID.reply))))?.session()
      .events;
    expect(events?.map(({ kind }) => kind)).toEqual(['prompt', 'reply', 'read', 'edit', 'run', 'run']);
  }
});

test('no file makes it throw', () => {
  const all = [written.claudeCode, written.codex, written.geminiLines, written.opencode, written.cline];
  const more = [
    written.copilot,
    written.cursor,
    written.pi,
    written.specstory,
    written.vscodeChat,
    written.qwen,
  ];
  const files = [...all, ...more].map((write) => write());
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat(200),
      fc.string({ unit: 'binary' }),
      (file, from, length, put) => {
        const start = from % file.length;
        const damaged = file.slice(0, start) + put + file.slice(start + length);
        const { events, text } = transcriptIn(Buffer.from(damaged))?.session() ?? parseSession('');
        for (const { at } of events) expect(text.slice(at.start, at.end)).toMatch(/^\w+:/);
      },
    ),
    { numRuns: 300 },
  );
});

test('records of wrong shapes are skipped', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const record = fc.oneof(
    fc.record({ type: fc.constantFrom('user', 'assistant'), uuid: fc.constant('u'), message: value }),
    fc.record({
      type: fc.constantFrom('user', 'assistant'),
      uuid: fc.constant('u'),
      message: fc.record({ content: value }),
    }),
    fc.record({
      timestamp: fc.constant(at(1)),
      type: fc.constantFrom('response_item', 'event_msg'),
      payload: value,
    }),
    fc.record({
      type: fc.constantFrom('tool.execution_start', 'assistant.message', 'user.message'),
      data: value,
    }),
    fc.record({ id: value, type: fc.constantFrom('gemini', 'user'), content: value, toolCalls: value }),
    fc.record({ kind: fc.constantFrom(0, 1, 2), v: value, k: value }),
    fc.record({
      role: fc.constantFrom('user', 'assistant', 'tool'),
      content: value,
      tool_calls: value,
      message: value,
    }),
    fc.record({ info: value, parts: value }),
  );
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (all) => {
      expect(() => transcriptIn(Buffer.from(lines(...all)))?.session()).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test('sub-agents are woven in by their times', () => {
  const file = box.write(box.path('woven', 's1.jsonl'), written.claudeCode());
  const own = (step: number, block: object) => ({
    ...claude('assistant', [block]),
    isSidechain: true,
    agentId: 'x',
    timestamp: at(step),
  });
  box.write(
    box.path('woven', 's1', 'subagents', 'agent-x.jsonl'),
    lines(
      { ...claude('user', 'Look for it'), isSidechain: true, agentId: 'x' },
      own(8, { type: 'tool_use', id: 'z', name: 'Bash', input: { command: 'rg retry' } }),
      own(90, { type: 'text', text: 'Found it.' }),
    ),
  );
  const session = readTranscript(file);
  expect(session.events.map((event) => [event.kind, event.agent, event.line])).toEqual([
    ['prompt', undefined, 4],
    ['reply', undefined, 7],
    ['read', undefined, 8],
    ['run', 'x', 8],
    ['edit', undefined, 10],
    ['run', undefined, 12],
    ['run', undefined, 14],
    ['reply', undefined, 16],
    ['reply', 'x', 16],
  ]);
  expect(lastReply(session)?.text).toBe(SAID.reply);
});

test('of a long log the last reply is read from the end', () => {
  const noise = lines(use('a', 'Bash', { command: 'make' }), result('a', 'x'.repeat(20_000))).repeat(30);
  const file = box.write(box.path('long.jsonl'), written.claudeCode() + noise);
  expect(openTranscript(file).lastReply()).toBe(SAID.reply);
});

test('the ends of a long log are what they are in the whole', () => {
  const noise = (name: string, length: number) =>
    Array.from({ length }, (_, count) => [
      use(`${name}${count}`, 'Bash', { command: `make ${name}` }),
      result(`${name}${count}`, 'x '.repeat(9_000)),
    ]).flat();
  const file = box.write(
    box.path('ends.jsonl'),
    lines(...noise('before', 80)) + written.claudeCode() + lines(...noise('behind', 5)),
  );
  const placeless = ({ at: _, ...event }: SessionEvent) => event;
  const whole = readTranscript(file).events.map(placeless);
  const [end, ...longer] = [...openTranscript(file).ends()].map((part) => sessionOf(part).events);
  expect(longer).toEqual([]);
  expect(end?.length).toBeLessThan(whole.length);
  expect(end?.map(placeless)).toEqual(whole.slice(-(end?.length ?? 0)));
  expect(end?.some((event) => event.kind === 'edit' && event.path === 'src/login.py')).toBe(true);
});

test('a short log has no ends but the whole', () => {
  const file = box.write(box.path('short.jsonl'), written.claudeCode());
  expect([...openTranscript(file).ends()]).toEqual([]);
});

test('a file that is no transcript, or no file, is told', () => {
  const file = box.write(box.path('notes.txt'), 'hello\n');
  expect(() => openTranscript(file)).toThrow(Trouble);
  expect(() => openTranscript(box.root)).toThrow(/is a folder/);
  expect(() => openTranscript(join(box.root, 'none.jsonl'))).toThrow(/No file/);
});

test('a command of Codex says which folder it runs in', () => {
  const call = (id: string, workdir: string) => ({
    timestamp: written.at(1),
    type: 'response_item',
    payload: {
      type: 'function_call',
      call_id: id,
      name: 'shell',
      arguments: JSON.stringify({ command: ['bash', '-lc', 'npm test'], workdir }),
    },
  });
  const meta = { timestamp: written.at(0), type: 'session_meta', payload: { id: 'a', cwd: '/work/app' } };
  const text = written.lines(
    meta,
    call('1', '/work/app'),
    call('2', '/work/app/web'),
    call('3', '/work/my lib'),
  );
  const { events, loads } = readAll(text);
  expect(events.map((event) => event.kind === 'run' && event.command)).toEqual([
    'npm test',
    'cd web && npm test',
    "cd '/work/my lib' && npm test",
  ]);
  expect(loads).toContain('AGENTS.md');
});

function readAll(text: string) {
  return transcriptIn(Buffer.from(text))?.session() ?? parseSession('');
}
