import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import type { SessionEvent } from '../src/parse/session/event.ts';
import { type NewEvent, parseSession, placeIn, sessionOf } from '../src/parse/session/notation.ts';
import { redact } from '../src/parse/session/redact.ts';
import type { Policy } from '../src/policy/policy.ts';
import { transcriptIn } from '../src/read/transcript/index.ts';
import { defineRule } from '../src/rule.ts';
import { bylaw } from './support/run.ts';
import { sandbox } from './support/sandbox.ts';
import { at, claudeCode, lines, opencode } from './support/transcripts.ts';

const example = `prompt: Make the login faster
  and keep the tests green
read: src/login.py
edit: src/login.py
  -retry()
  +retry(once=True)
run: pytest -q
exit: 1
  F

  1 failed
tool: Task find the cause
reply: All tests pass.
`;

const happened = { time: null };

test('the notation is read into events', () => {
  const { events, text } = parseSession(example);
  expect(text).toBe(example);
  expect(events.map(({ at, ...event }) => [event, example.slice(at.start, at.end).split('\n')[0]])).toEqual([
    [
      { ...happened, kind: 'prompt', text: 'Make the login faster\nand keep the tests green', line: 1 },
      'prompt: Make the login faster',
    ],
    [{ ...happened, kind: 'read', path: 'src/login.py', line: 3 }, 'read: src/login.py'],
    [
      {
        ...happened,
        kind: 'edit',
        path: 'src/login.py',
        removed: 'retry()',
        added: 'retry(once=True)',
        line: 4,
      },
      'edit: src/login.py',
    ],
    [
      { ...happened, kind: 'run', command: 'pytest -q', exit: 1, output: 'F\n\n1 failed', line: 7 },
      'run: pytest -q',
    ],
    [
      { ...happened, kind: 'tool', name: 'Task', input: 'find the cause', line: 12 },
      'tool: Task find the cause',
    ],
    [{ ...happened, kind: 'reply', text: 'All tests pass.', line: 13 }, 'reply: All tests pass.'],
  ]);
});

test.each([
  ['a run that has not ended', 'run: make', { command: 'make', exit: null, output: '' }],
  [
    'a run whose status is unknown',
    'run: make\nexit: ?\n  ok',
    { command: 'make', exit: null, output: 'ok' },
  ],
  ['a status below zero', 'run: make\nexit: -1', { exit: -1 }],
  ['a second status', 'run: make\nexit: 0\nexit: 1', { exit: 0 }],
  ['a status that is no number', 'run: make\nexit: 0x', { exit: null }],
  [
    'a command of several lines',
    'run: cat <<A\n  x\n\n  A\nexit: 0',
    { command: 'cat <<A\nx\n\nA', exit: 0 },
  ],
  ['a head without a word', 'run:\n  make\n  make test', { command: 'make\nmake test' }],
  [
    'lines that end as on Windows',
    'run: make\r\nexit: 0\r\n  ok\r\n',
    { command: 'make', exit: 0, output: 'ok' },
  ],
  ['other lines', 'hello\n\trun: no\nrun: make\nodd\n\n one\n  more', { command: 'make\nmore' }],
])('%s is read', (_name, text, expected) => {
  expect(parseSession(text).events).toEqual([expect.objectContaining(expected)]);
});

const line = fc.oneof(
  fc.constantFrom(
    'prompt:',
    'reply: a',
    'read: b',
    'edit: c',
    'run: d',
    'run:',
    'tool: e  f',
    'tool:',
    'exit: 1',
  ),
  fc.constantFrom(
    'exit: -0',
    'exit: ?',
    '  text',
    '  +new',
    '  -old',
    '  \r\r',
    '',
    ' ',
    '\r',
    'odd',
    '  \r x',
  ),
  fc.string({ unit: 'binary' }),
);
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
const any = fc.oneof(text, fc.string({ unit: fc.constantFrom(' ', '\n', '\r', 'a', '+', ':', '\u2028') }));
const newEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('prompt' as const, 'reply' as const),
    text: any,
    time: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('read' as const), path: any, time: fc.constant(null) }),
  fc.record({
    kind: fc.constant('edit' as const),
    path: any,
    added: any,
    removed: any,
    time: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('run' as const),
    command: any,
    output: fc.oneof(any, fc.string({ minLength: 5000, maxLength: 9000 })),
    exit: fc.oneof(fc.constant(null), fc.integer(), fc.double()),
    time: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('tool' as const), name: any, input: any, time: fc.constant(null) }),
);

test('what was read is written so that it is read the same again', () => {
  fc.assert(
    fc.property(text, (source) => {
      const read = parseSession(source).events;
      const { events, text } = sessionOf(read.map(unplaced));
      expect(events.map(unplaced)).toEqual(read.map(unplaced));
      expect(parseSession(text).events).toEqual(events);
    }),
  );
});

test('any events are written so that they are read the same again', () => {
  fc.assert(
    fc.property(fc.array(newEvent, { maxLength: 8 }), (given) => {
      const { events, text } = sessionOf(given);
      expect(events.map(({ kind }) => kind)).toEqual(given.map(({ kind }) => kind));
      expect(parseSession(text).events).toEqual(events);
      expect(sessionOf(events.map(unplaced))).toEqual({ kind: 'session', text, events });
    }),
  );
});

test('every event stands in the text, one behind the other, and every part of it', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (source, a, b) => {
      let end = 0;
      for (const event of parseSession(source).events) {
        expect(event.at.start).toBeGreaterThanOrEqual(end);
        end = event.at.end;
        expect(end).toBeLessThanOrEqual(source.length);
        const said = event.kind === 'run' ? event.command : 'text' in event ? event.text : '';
        const from = a % (said.length + 1);
        const part = { start: from, end: from + (b % (said.length - from + 1)) };
        const place = placeIn(source, event, part);
        if (!said.slice(part.start, part.end).includes('\n'))
          expect(source.slice(place.start, place.end)).toBe(said.slice(part.start, part.end));
        expect(place.start).toBeGreaterThanOrEqual(event.at.start);
        expect(place.end).toBeLessThanOrEqual(event.at.end);
      }
    }),
  );
});

test('lines of a transcript, times and agents stay with the events', () => {
  const time = '2026-01-02T03:04:05Z';
  const { events } = sessionOf([
    { kind: 'prompt', text: 'a', time, line: 7 },
    { kind: 'reply', text: 'b', time: null, agent: 'x', line: 9 },
    { kind: 'reply', text: 'c', time: null },
  ]);
  expect(events).toMatchObject([
    { line: 7, time },
    { line: 9, agent: 'x' },
    { line: 3, time: null },
  ]);
});

test('of a long output both ends stay', () => {
  const { events, text } = sessionOf([
    { kind: 'run', command: 'make', output: `first${'x'.repeat(5_000_000)}last`, exit: 0, time: null },
  ]);
  const { output } = events[0] as SessionEvent & { kind: 'run' };
  expect(output).toMatch(/^firstx+\n\.\.\. \d+ units left out \.\.\.\nx+last$/);
  expect(text.length).toBeLessThan(5000);
});

const secrets = [
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'sk-ant-api03-abcdefghijklmnopqrstuvwxyz',
  'AKIAIOSFODNN7EXAMPLE',
  'xoxb-123456789012-abcdefghij',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----',
  'Bearer abc.def-ghi_jkl012345',
  'DB_PASSWORD=hunter2-and-more',
  '"api_key": "0123456789abcdef"',
  'postgres://admin:s3cret@db.local/main',
];

test.each(secrets)('%s is kept out of an output', (secret) => {
  const { text } = sessionOf([
    { kind: 'run', command: 'env', output: `before\n${secret}\nafter`, exit: 0, time: null },
  ]);
  const hidden = secret
    .replace(/^(?:Bearer |DB_PASSWORD=|"api_key": |postgres:..admin:)/, '')
    .split(/[\n@]/)[0];
  expect(text).not.toContain(hidden);
  expect(text).toMatch(/before\n[\s\S]*\[redacted\][\s\S]*\n {2}after/);
});

test.each([
  'password: string',
  'the token is missing',
  'const token = readToken(file)',
  'secret=$SECRET',
  'tests/test_token.py::test_a PASSED',
  'commit 3f786850e387550fdaabe42e2f3f1d0e0a2b3c4d',
  'Basic tests pass',
  'https://example.com/a:b@c',
])('%s is no secret', (text) => {
  expect(redact(text)).toBe(text);
});

test('a key that is cut off is kept out', () => {
  expect(redact('a\n-----BEGIN PRIVATE KEY-----\nMIIE')).toBe('a\n[redacted]');
  expect(redact('MIIE\n-----END PRIVATE KEY-----\nb')).toBe('[redacted]\nb');
});

test('redacting twice changes nothing more', () => {
  const word = fc.constantFrom(...secrets, 'password', '=', ': ', '"', 'x', '://', '@', '[redacted]');
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom(' ', '\n'), (words, between) => {
      const once = redact(words.join(between));
      expect(redact(once)).toBe(once);
    }),
  );
});

function unplaced({ at: _at, line: _line, ...event }: SessionEvent): NewEvent {
  return event as NewEvent;
}

const box = sandbox();
afterAll(() => box.remove());

const noise = { rule: 'no-test-noise', severity: 'error', options: {}, from: null } as const;
const noisy = defineRule({
  id: noise.rule,
  summary: 'Run nothing twice',
  why: 'It is slow.',
  subjects: ['session'],
  severity: 'error',
  good: [],
  bad: [],
  *check({ events }) {
    for (const { kind, at } of events) if (kind === 'run') yield { at, message: 'Unexpected run' };
  },
});

test('a finding in a session tells the line of the transcript and the time', () => {
  const session = transcriptIn(Buffer.from(claudeCode()))?.session() ?? parseSession('');
  const rules = new Map([[noisy.id, noisy]]);
  const findings = lint(session, { clauses: [noise] } as unknown as Policy, { rules });
  expect(findings.map(({ line, endLine, time }) => [line, endLine, time])).toEqual([
    [12, 12, at(11)],
    [14, 14, at(13)],
  ]);
  const [own] = lint(parseSession(`\n${example}`), { clauses: [noise] } as unknown as Policy, { rules });
  expect(own).toMatchObject({ line: 8, column: 1, endLine: 12, endColumn: 11 });
  expect(own?.time).toBeUndefined();
});

const wish = ['--no-config', '--rule', 'no-emoji'];
const thanks = { type: 'user', uuid: 'u', timestamp: at(30), message: { content: 'Thanks' } };
const log = () => claudeCode().replaceAll('The login', '\u{1f680} The login') + lines(thanks);

test('check tells a transcript by its content, and judges what was said in it', () => {
  box.write(box.path('a.log'), log());
  box.write(box.path('b.json'), opencode());
  const { code, stdout } = bylaw(['check', ...wish, '--format', 'json', 'a.log', 'b.json'], {
    cwd: box.root,
  });
  const { subjects } = JSON.parse(stdout);
  expect(subjects).toMatchObject([
    { kind: 'session', source: 'a.log', findings: [] },
    { kind: 'reply', source: 'a.log:16', time: at(15), findings: [{ rule: 'no-emoji' }] },
    { kind: 'session', source: 'b.json', findings: [] },
  ]);
  expect(code).toBe(1);
  const human = bylaw(['check', ...wish, 'a.log', 'b.json'], { cwd: box.root }).stdout;
  expect(human).toMatch(/\n2 subjects judged, 1 error and 0 warnings\n$/);
});

test('check --since leaves out what happened before', () => {
  box.write(box.path('a.log'), log());
  const since = (when: string) => bylaw(['check', ...wish, '--since', when, 'a.log'], { cwd: box.root });
  expect(since(at(15)).stdout).toContain('a.log:16');
  expect(since(at(16)).stdout).toBe('1 subject judged, nothing found\n');
  expect(since('2026-03-02').stdout).toBe('0 subjects judged, nothing found\n');
  expect(since('12h').code).toBe(0);
  expect(since('soon')).toMatchObject({ code: 2, stderr: expect.stringContaining('Unknown time soon') });
});

test('check --as session reads the notation, a pipe, and refuses what is neither', () => {
  const judged = (input: string, ...more: string[]) =>
    bylaw(['check', ...wish, ...more, '-'], { cwd: box.root, input });
  expect(judged('reply: Done \u{1f680}\n', '--as', 'session').stdout).toContain('reply stdin:1');
  expect(judged(log()).stdout).toContain('reply stdin:16');
  expect(judged('hello\n', '--as', 'session')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No session in stdin'),
  });
});
