import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { judgeAll } from '../inner.ts';
import type { LoadedPolicy } from '../policy/load.ts';
import { agentAtWork } from '../read/agent.ts';
import { readRecord } from '../read/record.ts';
import { createSplitter } from '../read/split.ts';
import { textOfInner, unlessEmpty } from '../report/json.ts';
import type { Result } from '../report/result.ts';
import { withoutSecrets } from '../report/secrets.ts';
import type { Context } from '../rule.ts';
import type { Kind } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import type { World } from './world.ts';

/** Lines are gathered up to about this many characters before they are written. */
const BATCH = 65_536;

/**
 * `--ndjson`: one line of output for each line of input, in the same order, memory flat. A line that
 * cannot be read gets an `error` in its place, and the exit code is 2. What is inside of a command or a
 * session follows in `inside`, with its place: line and column, or the line alone. Files and commits that a command names are not looked up.
 */
export async function checkRecords(
  kind: Kind | undefined,
  files: readonly string[],
  policy: LoadedPolicy,
  world: World,
): Promise<number> {
  if (kind === undefined) throw new Trouble('No kind for `--ndjson`, add `--as KIND`');
  const [file = '-', more] = files;
  if (more !== undefined)
    throw new Trouble('One input at a time with `--ndjson`, pipe several through `cat`');

  const context = { agent: agentAtWork(world.env) };
  let code = 0;
  let batch = '';
  const input = file === '-' ? process.stdin : createReadStream(existing(file, world));
  for await (const line of lines(input.setEncoding('utf8'))) {
    if (line.trim() === '') continue;
    const answer = answerTo(line, kind, policy, context);
    code = Math.max(code, answer.code);
    batch += `${answer.line}\n`;
    if (batch.length < BATCH) continue;
    if (!writeAll(1, batch)) return code;
    batch = '';
  }
  writeAll(1, batch);
  return code;
}

function existing(file: string, { cwd }: World): string {
  const path = resolve(cwd, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new Trouble(`No file ${file}, name one that exists or \`-\` for standard input`);
}

/** Only line feeds part lines: JSON may hold U+2028 and its like in strings. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const split = createSplitter('\n');
  for await (const chunk of chunks) yield* split(chunk);
  yield* split(null);
}

function answerTo(
  line: string,
  kind: Kind,
  policy: LoadedPolicy,
  context: Context,
): { line: string; code: number } {
  const { id, subject, error } = readRecord(line, kind);
  if (!subject) return { line: JSON.stringify({ id, findings: [], error }), code: 2 };
  const results = judgeAll(subject, '', policy, { context, rules: policy.rules });
  const [result, ...inside] = results.map(withoutSecrets);
  const all = [...(result?.findings ?? []), ...inside.flatMap(({ findings }) => findings)];
  const code = all.some(({ severity }) => severity === 'error') ? 1 : 0;
  const within = inside.map((each) => ({
    ...{ kind: each.kind, at: each.source.slice(1) },
    ...{ ...textOfInner(each), ...found(each) },
  }));
  return {
    line: JSON.stringify({
      id,
      ...(result ? found(result) : {}),
      ...(within.length > 0 ? { inside: within } : {}),
    }),
    code,
  };
}

function found({ findings, suppressed, capped }: Result) {
  return { findings, suppressed: unlessEmpty(suppressed), capped: capped || undefined };
}
