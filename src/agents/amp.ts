import { defineAgent } from './agent.ts';
import { answerPlugin, askFunction, isOf, readPlugin } from './dialect/plugin.ts';

const plugin = (line: string) => `${askFunction('amp', line)}
export default function (amp) {
  const cwd = process.cwd();
  const textOf = ({ content = [] }) =>
    typeof content === 'string'
      ? content
      : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\\n\\n');
  amp.on('tool.call', async (event) => {
    if (!/^(?:Bash|shell_command)$/.test(event.tool)) return { action: 'allow' };
    const { deny, rewrite } = await ask({
      event: 'before',
      session: event.threadID,
      cwd,
      tool: event.tool,
      input: event.input,
    });
    if (deny) return { action: 'reject-and-continue', message: deny };
    if (rewrite) return { action: 'modify', input: { ...event.input, command: rewrite } };
    return { action: 'allow' };
  });
  amp.on('agent.end', async (event) => {
    const last = (event.messages ?? []).findLast(({ role }) => role === 'assistant');
    const reply = last ? textOf(last) : '';
    const { deny } = await ask({ event: 'stop', session: event.threadID, cwd, reply });
    if (deny) return { action: 'continue', userMessage: deny };
  });
}
`;

// Amp's plugin API, as third parties describe it.
export default defineAgent({
  id: 'amp',
  name: 'Amp',
  program: 'amp',
  isOwn: isOf('amp'),
  read: readPlugin,
  answer: answerPlugin,
  failing: 1,
  settings: {
    kind: 'file',
    repository: '.amp/plugins/',
    person: '~/.config/amp/plugins/',
    files: (line) => ({ 'bylaw.ts': `// @ts-nocheck\n${plugin(line())}` }),
    notes: ['`amp -x` may begin before it has loaded plugins'],
  },
});
