import type { Verdict } from '../agents/agent.ts';
import { find, makeOptions } from '../policy/load.ts';
import { surveyPages } from '../policy/make.ts';
import { spoken } from '../read/transcript/prompt.ts';
import { policyBrief } from '../report/policy.ts';
import type { Scene } from './scene.ts';

/** Agents put a longer text into a file, or cut it: UTF-16 units. */
const LONGEST = 9000;

/** A session begins: the agent reads what holds. */
export function onStart({ cwd, env, repository }: Scene): Verdict {
  const request = { cwd: repository?.workTree ?? cwd, env, repository };
  const { policy, rules } = surveyPages(find(request), makeOptions(request));
  if (policy.clauses.length === 0) return { kind: 'none' };
  const lines = policyBrief(policy.clauses, rules).trimEnd().split('\n');
  const head = 'bylaw holds this policy here, and sends back commands, edits and replies that break it:';
  let text = head;
  for (const [index, line] of lines.entries()) {
    if (text.length + line.length > LONGEST) {
      text += `\n- and ${lines.length - index} more, see \`bylaw policy --brief\``;
      break;
    }
    text += `\n- ${line}`;
  }
  return { kind: 'tell', text: `${text}\n` };
}

/**
 * A person asks: from here on, a stop may be sent back again, and what was not worth another turn is told.
 * What was asked is remembered only where a rule needs the person's word and no transcript tells it.
 */
export function onPrompt({ event, policy, notes }: Scene): Verdict {
  const prompt = spoken(event.prompt ?? '');
  // Some agents bring what a hook has sent them as a prompt.
  if (prompt === '') return { kind: 'none' };
  const known = notes.read();
  const isNeeded =
    event.transcript === null && policy.clauses.some(({ rule }) => rule === 'require-approval');
  const prompts = isNeeded ? [...known.prompts, prompt] : known.prompts;
  if (isNeeded || known.sentBack !== null || known.advice !== '')
    notes.write({ ...known, prompts, sentBack: null, advice: '' });
  return known.advice === '' ? { kind: 'none' } : { kind: 'tell', text: known.advice };
}
