import { defineAgent, text } from './agent.ts';
import { answerClaude, readClaude } from './dialect/claude.ts';

// MoonshotAI/kimi-cli, docs/en/customization/hooks.md
export default defineAgent({
  id: 'kimi',
  name: 'Kimi CLI',
  program: 'kimi',
  isOwn: (payload) => /[\\/]\.kimi[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  read: readClaude,
  answer: answerClaude,
  failing: 1,
  settings: {
    kind: 'lines',
    repository: null,
    person: '~/.kimi/config.toml',
    lines: (line) =>
      [
        ['SessionStart'],
        ['UserPromptSubmit'],
        ['PreToolUse', 'Shell'],
        ['PostToolUse', 'WriteFile|StrReplaceFile'],
        ['Stop'],
      ]
        .map(([event, matcher]) =>
          [
            '[[hooks]]',
            `event = "${event}"`,
            ...(matcher === undefined ? [] : [`matcher = "${matcher}"`]),
            `command = ${JSON.stringify(line())}`,
            'timeout = 30',
            '',
          ].join('\n'),
        )
        .join('\n'),
  },
});
