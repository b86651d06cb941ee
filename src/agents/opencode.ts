import { defineAgent } from './agent.ts';
import { answerPlugin, askFunction, isOf, readPlugin } from './dialect/plugin.ts';

/** One file for 1.x, which calls `server`, and for 2.x, which calls `setup`. */
const plugin = (line: string) => `${askFunction('opencode', line)}
async function before(session, cwd, tool, input) {
  if (!/^(?:bash|shell)$/.test(tool)) return;
  const { deny, rewrite } = await ask({ event: 'before', session, cwd, tool, input });
  if (deny) throw new Error(deny);
  if (rewrite) input.command = rewrite;
}

const textOf = (parts) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\\n\\n');

async function server({ client, directory: cwd }) {
  return {
    'chat.message': async ({ sessionID: session }, { parts }) => {
      await ask({ event: 'prompt', session, cwd, prompt: textOf(parts) });
    },
    'tool.execute.before': ({ tool, sessionID }, { args }) => before(sessionID, cwd, tool, args),
    'tool.execute.after': async ({ tool, sessionID: session, args }, output) => {
      if (!/edit|write|patch/.test(tool)) return;
      const { deny, tell } = await ask({ event: 'after', session, cwd, tool, input: args });
      if (deny ?? tell) output.output += '\\n\\n' + (deny ?? tell);
    },
    event: async ({ event }) => {
      if (event.type !== 'session.idle') return;
      const path = { id: event.properties.sessionID };
      // A sub-agent has a session of its own, and no person reads what it says.
      if ((await client.session.get({ path })).data?.parentID) return;
      const { data = [] } = await client.session.messages({ path });
      const last = data.findLast(({ info }) => info.role === 'assistant');
      const { deny } = await ask({ event: 'stop', session: path.id, cwd, reply: textOf(last?.parts ?? []) });
      if (deny) await client.session.prompt({ path, body: { parts: [{ type: 'text', text: deny }] } });
    },
  };
}

async function setup(ctx) {
  await ctx.tool.hook('execute.before', ({ sessionID, tool, input }) =>
    before(sessionID, process.cwd(), tool, input),
  );
}

export default { id: 'bylaw', server, setup };
`;

// opencode.ai/docs/plugins; opencode.ai/v2/docs/build/plugins
export default defineAgent({
  id: 'opencode',
  name: 'opencode',
  program: 'opencode',
  isOwn: isOf('opencode'),
  read: readPlugin,
  answer: answerPlugin,
  failing: 1,
  settings: {
    kind: 'file',
    repository: '.opencode/plugins/',
    person: '~/.config/opencode/plugins/',
    files: (line) => ({ 'bylaw.js': plugin(line()) }),
    notes: ['opencode 2 has no hook at the end of a turn: there, commands alone are judged'],
  },
});
