import { defineAgent } from './agent.ts';
import { answerPlugin, askFunction, isOf, readPlugin } from './dialect/plugin.ts';

const plugin = (line: string) => `${askFunction('pi', line)}
export default function (pi) {
  const about = (ctx) => {
    const transcript = ctx.sessionManager?.getSessionFile?.() ?? null;
    return { session: transcript, cwd: ctx.cwd, transcript };
  };
  pi.on('tool_call', async (event, ctx) => {
    if (event.toolName !== 'bash') return;
    const { deny, rewrite } = await ask({ event: 'before', ...about(ctx), tool: event.toolName, input: event.input });
    if (deny) return { block: true, reason: deny };
    if (rewrite) event.input.command = rewrite;
  });
  pi.on('tool_result', async (event, ctx) => {
    if (!/^(?:edit|write)$/.test(event.toolName)) return;
    const { deny, tell } = await ask({ event: 'after', ...about(ctx), tool: event.toolName, input: event.input });
    const text = deny ?? tell;
    if (text) return { content: [...event.content, { type: 'text', text }] };
  });
  pi.on('before_agent_start', async (event, ctx) => {
    await ask({ event: 'prompt', ...about(ctx), prompt: event.prompt });
  });
}
`;

// badlogic/pi-mono, packages/coding-agent/docs/extensions.md
export default defineAgent({
  id: 'pi',
  name: 'Pi',
  program: 'pi',
  isOwn: isOf('pi'),
  read: readPlugin,
  answer: answerPlugin,
  failing: 1,
  settings: {
    kind: 'file',
    repository: '.pi/extensions/',
    person: '~/.pi/agent/extensions/',
    files: (line) => ({ 'bylaw.ts': `// @ts-nocheck\n${plugin(line())}` }),
    notes: ['Pi lets no hook send it back at the end of a turn: commands and edits alone are judged'],
  },
});
