/** What one agent leaves behind where it is credited. Data only: src/attribution/attribution.ts reads it. */
export interface Marks {
  /** Who is credited, as findings name it. */
  readonly agent: string;
  /** Where the marks are documented, or when they were seen. */
  readonly source: string;
  /**
   * Exact mail addresses, in lower case. A vendor's whole domain would catch its employees. The one
   * exception is a domain where nobody has a mailbox, written `*@domain`.
   */
  readonly addresses?: readonly string[];
  /**
   * GitHub accounts, in lower case: authors of pull requests, and what stands in
   * `<number>+<account>@users.noreply.github.com`, where the number differs from app to app.
   */
  readonly accounts?: readonly string[];
  /** Names that mean the agent wherever they stand. */
  readonly names?: readonly string[];
  /** Words of other use that mean the agent only where a tool credits itself: `Made with Cursor`. */
  readonly forms?: readonly string[];
  /** Keys of trailers that only this agent writes, or `Key: beginning of the value`. */
  readonly trailers?: readonly string[];
  /** How the addresses of its sessions begin, after `https://`. */
  readonly sessions?: readonly string[];
  /** How its HTML comments begin; with a second text, that comment ends a block. */
  readonly comments?: readonly (readonly [open: string, close?: string])[];
}

const SEEN = 'seen in public history, 2024-12 to 2026-08';
const DISCLOSURE = 'https://github.com/chaoss/disclosure, detection/constants.go';

export const MARKS: readonly Marks[] = [
  {
    agent: 'Claude',
    source: 'https://code.claude.com/docs/en/settings, attribution',
    addresses: ['noreply@anthropic.com', 'claude@anthropic.com', 'claude-code@anthropic.com'],
    accounts: ['claude', 'claude[bot]', 'anthropic-code-agent[bot]'],
    names: ['Claude Code', 'Claude', 'Anthropic Claude'],
    trailers: [
      'Claude-Session',
      'Claude-Steers',
      'Claude-Plan',
      'Claude-Escapes',
      'Claude-Permission-Prompts',
      'Claude-Generated-By',
    ],
    sessions: ['claude.ai/code/session_', 'claude.ai/share/', 'claude.ai/chat/'],
  },
  {
    agent: 'Claude',
    source: DISCLOSURE,
    accounts: ['anthropic-claude[bot]', 'claude-code-action[bot]'],
  },
  {
    agent: 'Codex',
    source: 'https://github.com/openai/codex, commit_attribution',
    addresses: ['noreply@openai.com', 'codex@openai.com'],
    accounts: ['codex', 'openai-code-agent[bot]'],
    names: ['Codex', 'OpenAI Codex', 'Codex CLI'],
    sessions: ['chatgpt.com/codex/tasks/', 'chatgpt.com/s/cd_'],
  },
  { agent: 'Codex', source: DISCLOSURE, accounts: ['chatgpt-codex-connector[bot]', 'openai-codex[bot]'] },
  {
    agent: 'ChatGPT',
    source: SEEN,
    names: ['ChatGPT'],
    sessions: ['chatgpt.com/share/', 'chat.openai.com/share/'],
  },
  {
    agent: 'Copilot',
    source: 'https://docs.github.com/en/copilot/reference/copilot-cli-reference, includeCoAuthoredBy',
    addresses: ['copilot@github.com'],
    accounts: ['copilot', 'copilot[bot]', 'copilot-swe-agent', 'copilot-swe-agent[bot]'],
    names: ['Copilot', 'GitHub Copilot', 'Copilot Autofix'],
    trailers: ['Copilot-Session', 'Agent-Logs-Url'],
    sessions: ['github.com/copilot/share/', 'github.com/copilot/tasks/'],
    comments: [
      ['START COPILOT CODING AGENT TIPS'],
      ['START COPILOT CODING AGENT SUFFIX'],
      ['START COPILOT ORIGINAL PROMPT'],
      ['copilot:summary'],
      ['copilot:walkthrough'],
      ['copilot:all'],
    ],
  },
  {
    agent: 'Copilot',
    source: 'https://docs.github.com/en/copilot/how-tos/agents/copilot-code-review',
    accounts: ['copilot-pull-request-reviewer', 'copilot-pull-request-reviewer[bot]'],
  },
  {
    agent: 'Cursor',
    source: 'https://cursor.com/docs, Attribution',
    addresses: ['cursoragent@cursor.com'],
    accounts: ['cursoragent', 'cursor[bot]'],
    names: ['Cursor Agent', 'Cursor AI', 'Cursor Bugbot', 'Cursor Composer'],
    forms: ['Cursor'],
    sessions: ['cursor.com/agents', 'cursor.com/background-agent'],
    comments: [
      ['CURSOR_SUMMARY', '/CURSOR_SUMMARY'],
      ['CURSOR_AGENT_PR_BODY_BEGIN'],
      ['CURSOR_AGENT_PR_BODY_END'],
    ],
  },
  {
    agent: 'Amp',
    source: 'https://ampcode.com/manual, amp.git.commit',
    addresses: ['amp@ampcode.com'],
    forms: ['Amp'],
    trailers: ['Amp-Thread', 'Amp-Thread-ID'],
    sessions: ['ampcode.com/threads/'],
  },
  {
    agent: 'Factory Droid',
    source: 'https://docs.factory.ai, includeCoAuthoredByDroid',
    accounts: ['factory-droid[bot]'],
    names: ['Factory Droid', 'factory-droid'],
    forms: ['Droid'],
    sessions: ['app.factory.ai/sessions/'],
  },
  {
    agent: 'opencode',
    source: 'https://github.com/anomalyco/opencode',
    // opencode@sst.dev is the bot that releases opencode, not the agent.
    addresses: ['noreply@opencode.ai'],
    accounts: ['opencode-agent', 'opencode-agent[bot]'],
    names: ['opencode'],
    sessions: ['opncd.ai/share/', 'opencode.ai/s/'],
  },
  {
    agent: 'Crush',
    source: 'https://github.com/charmbracelet/crush, README, attribution',
    addresses: ['crush@charm.land'],
    names: ['Charm Crush'],
    forms: ['Crush'],
  },
  {
    agent: 'Aider',
    source: 'https://aider.chat/docs/git.html',
    addresses: ['aider@aider.chat', 'noreply@aider.chat', 'noreply@aider.dev'],
    names: ['Aider'],
  },
  {
    agent: 'Devin',
    source: 'https://docs.devin.ai',
    addresses: ['apk@cognition.ai'],
    accounts: ['devin-ai-integration', 'devin-ai-integration[bot]'],
    names: ['Devin AI', 'devin-ai', 'Cognition Devin'],
    forms: ['Devin'],
    sessions: ['app.devin.ai/sessions/'],
  },
  {
    agent: 'Jules',
    source: 'https://jules.google/docs',
    accounts: ['google-labs-jules', 'google-labs-jules[bot]'],
    names: ['Google Jules', 'Google Labs Jules', 'google-labs-jules'],
    forms: ['Jules'],
    sessions: ['jules.google.com/task/', 'jules.google.com/session/'],
  },
  {
    agent: 'Gemini',
    source: 'https://developers.google.com/gemini-code-assist/docs',
    addresses: ['gemini-cli@google.com', 'gemini@google.com'],
    // gemini-cli-robot is the account that releases it.
    accounts: ['gemini-cli[bot]', 'gemini-code-assist', 'gemini-code-assist[bot]'],
    names: ['Gemini CLI', 'Gemini Code Assist', 'Google Gemini', 'Gemini AI', 'Gemini'],
    sessions: ['gemini.google.com/share/', 'g.co/gemini/share/'],
  },
  {
    agent: 'Antigravity',
    source: DISCLOSURE,
    names: ['Google Antigravity', 'Antigravity'],
  },
  {
    agent: 'Qwen Code',
    source: 'https://github.com/QwenLM/qwen-code, general.gitCoAuthor',
    addresses: ['qwen-coder@alibabacloud.com'],
    names: ['Qwen Code', 'Qwen-Coder', 'Qwen Coder'],
  },
  {
    agent: 'Warp',
    source: 'https://docs.warp.dev/agents',
    addresses: ['oz-agent@warp.dev', 'agent@warp.dev'],
    names: ['Warp Agent', 'Warp AI'],
    forms: ['Oz'],
    sessions: ['app.warp.dev/conversation/'],
  },
  {
    agent: 'Mistral Vibe',
    source: 'https://github.com/mistralai/mistral-vibe, include_commit_signature',
    addresses: ['vibe@mistral.ai'],
    names: ['Mistral Vibe'],
  },
  {
    agent: 'Continue',
    source: 'https://github.com/continuedev/continue, extensions/cli/src/systemMessage.ts',
    addresses: ['noreply@continue.dev', 'agent@continue.dev'],
    accounts: ['continue[bot]'],
    names: ['Continue Agent', 'Continue CLI', 'Continue.dev'],
    forms: ['Continue'],
    sessions: ['hub.continue.dev/agents/', 'continue.dev/agents/'],
  },
  {
    agent: 'Codebuff',
    source: DISCLOSURE,
    addresses: ['noreply@codebuff.com', 'noreply@freebuff.com'],
    names: ['Codebuff', 'Freebuff'],
  },
  {
    agent: 'OpenHands',
    source: 'https://github.com/All-Hands-AI/OpenHands',
    addresses: ['openhands@all-hands.dev', 'opendevin@opendevin.ai', 'opendevin@all-hands.dev'],
    accounts: ['openhands-agent', 'openhands-ai[bot]'],
    names: ['OpenHands', 'OpenDevin'],
  },
  {
    agent: 'Docker agent',
    source: 'https://github.com/docker/cagent',
    names: ['docker-agent', 'cagent'],
  },
  {
    agent: 'Roo Code',
    source: 'https://github.com/RooCodeInc/Roo-Code',
    addresses: ['roomote@roocode.com'],
    accounts: ['roomote', 'roomote[bot]'],
    names: ['Roo Code', 'Roomote'],
  },
  {
    agent: 'Replit',
    source: 'https://github.com/chaoss/disclosure/issues/23',
    names: ['Replit Agent', 'Replit Assistant'],
    trailers: [
      'Replit-Commit-Author: Agent',
      'Replit-Commit-Author: Assistant',
      'Replit-Commit-Session-Id',
      'Replit-Commit-Checkpoint-Type',
      'Replit-Commit-Event-Id',
      'Replit-Commit-Screenshot-Url',
      'Replit-Helium-Checkpoint-Created',
    ],
  },
  {
    agent: 'Entire',
    source: 'https://github.com/entireio/cli',
    trailers: [
      'Entire-Agent',
      'Entire-Attribution',
      'Entire-Checkpoint',
      'Entire-Condensation',
      'Entire-Metadata',
      'Entire-Metadata-Task',
      'Entire-Session',
      'Entire-Source-Ref',
      'Entire-Strategy',
      'Ephemeral-branch: entire/',
    ],
  },
  {
    agent: 'Happy',
    source: 'https://github.com/slopus/happy',
    addresses: ['yesreply@happy.engineering', 'yesreply@huppy.ai'],
    forms: ['Happy'],
  },
  {
    agent: 'Cline',
    source: 'https://docs.cline.bot',
    addresses: ['noreply@cline.bot'],
    accounts: ['cline[bot]', 'cline-cloud[bot]'],
    names: ['Cline Evaluation'],
    forms: ['Cline'],
  },
  {
    agent: 'claude-flow',
    source: 'https://github.com/ruvnet/claude-flow',
    // Swarms sign with a name and a mailbox that they make up on the spot.
    addresses: ['ruv@ruv.net', 'noreply@ruv.io', '*@claude-flow.ai'],
    names: ['claude-flow', 'Claude Flow'],
  },
  {
    agent: 'Junie',
    source: 'https://junie.jetbrains.com/docs',
    addresses: ['junie@jetbrains.com'],
    names: ['JetBrains Junie', 'JetBrains AI'],
    forms: ['Junie'],
  },
  {
    agent: 'Windsurf',
    source: SEEN,
    addresses: ['windsurf@codeium.com', 'noreply@codeium.com'],
    names: ['Windsurf Cascade', 'Windsurf AI', 'Codeium'],
    forms: ['Windsurf'],
  },
  {
    agent: 'Kiro',
    source: SEEN,
    accounts: ['kiro-agent', 'kiro-agent[bot]'],
    names: ['Kiro Agent'],
    forms: ['Kiro'],
  },
  { agent: 'Kimi', source: SEEN, addresses: ['noreply@kimi.com'], names: ['Kimi Code', 'Kimi CLI'] },
  { agent: 'TRAE', source: SEEN, addresses: ['noreply@bytedance.com'], names: ['TRAE CLI', 'TRAE AI'] },
  { agent: 'Letta', source: SEEN, addresses: ['noreply@letta.com'], names: ['Letta Code'], forms: ['Letta'] },
  { agent: 'Ona', source: SEEN, addresses: ['no-reply@ona.com'], forms: ['Ona'] },
  { agent: 'Mux', source: SEEN, addresses: ['noreply@coder.com'], forms: ['Mux'] },
  {
    agent: 'Sisyphus',
    source: 'https://github.com/code-yeongyu/oh-my-opencode',
    addresses: ['clio-agent@sisyphuslabs.ai'],
    names: ['oh-my-opencode'],
    forms: ['Sisyphus'],
  },
  { agent: 'Firebender', source: SEEN, addresses: ['help@firebender.com'], names: ['Firebender'] },
  { agent: 'Git Agent', source: SEEN, addresses: ['noreply@git-agent.dev'], names: ['Git Agent'] },
  { agent: 'Cosine', source: SEEN, addresses: ['agent@cosine.sh'], names: ['Cosine Genie'] },
  {
    agent: 'BLACKBOX',
    source: SEEN,
    addresses: ['code@blackbox.ai'],
    names: ['BLACKBOX Agent', 'BLACKBOX AI'],
  },
  { agent: 'termai', source: SEEN, addresses: ['noreply@termai.io'], names: ['termai'] },
  {
    agent: 'Pullfrog',
    source: SEEN,
    addresses: ['team@pullfrog.com'],
    accounts: ['pullfrog[bot]'],
    names: ['Pullfrog'],
  },
  { agent: 'Open SWE', source: SEEN, accounts: ['open-swe[bot]'], names: ['Open SWE'] },
  { agent: 'Kilo Code', source: SEEN, accounts: ['kiloconnect[bot]'], names: ['Kilo Code'] },
  {
    agent: 'Lovable',
    source: SEEN,
    accounts: ['gpt-engineer-app[bot]', 'lovable-dev[bot]'],
    forms: ['Lovable'],
  },
  {
    agent: 'Amazon Q',
    source: DISCLOSURE,
    accounts: ['amazon-q-developer[bot]'],
    names: ['Amazon Q Developer', 'Amazon Q'],
  },
  { agent: 'Cody', source: DISCLOSURE, accounts: ['sourcegraph-cody[bot]'], names: ['Sourcegraph Cody'] },
  { agent: 'JetBrains AI', source: DISCLOSURE, accounts: ['jetbrains-ai[bot]'] },
  { agent: 'OpenClaw', source: DISCLOSURE, names: ['OpenClaw'] },
  { agent: 'Pi', source: 'https://github.com/badlogic/pi-mono', names: ['pi-coding-agent'] },
  { agent: 'GitLab Duo', source: 'https://docs.gitlab.com/user/gitlab_duo', names: ['GitLab Duo'] },
  { agent: 'Augment', source: DISCLOSURE, names: ['Augment Code'] },
  { agent: 'Zed', source: DISCLOSURE, names: ['Zed AI'] },
  {
    agent: 'CodeRabbit',
    source: 'https://docs.coderabbit.ai',
    accounts: ['coderabbitai', 'coderabbitai[bot]'],
    names: ['CodeRabbit'],
    comments: [
      [
        'This is an auto-generated comment: release notes by coderabbit.ai',
        'end of auto-generated comment: release notes by coderabbit.ai',
      ],
      [
        'This is an auto-generated comment: summarize by coderabbit.ai',
        'end of auto-generated comment: summarize by coderabbit.ai',
      ],
    ],
  },
  {
    agent: 'cubic',
    source: 'https://docs.cubic.dev',
    accounts: ['cubic-dev-ai[bot]'],
    comments: [
      ['This is an auto-generated description by cubic.', 'End of auto-generated description by cubic.'],
    ],
  },
  {
    agent: 'Ellipsis',
    source: 'https://docs.ellipsis.dev',
    accounts: ['ellipsis-dev[bot]'],
    comments: [['ELLIPSIS_HIDDEN', 'ELLIPSIS_HIDDEN']],
  },
  {
    agent: 'Greptile',
    source: 'https://www.greptile.com/docs',
    accounts: ['greptile-apps[bot]'],
    names: ['Greptile'],
    comments: [['greptile_comment', '/greptile_comment']],
  },
  {
    agent: 'Sourcery',
    source: 'https://docs.sourcery.ai',
    accounts: ['sourcery-ai[bot]'],
    names: ['Sourcery AI'],
  },
  {
    agent: 'Qodo',
    source: 'https://docs.qodo.ai',
    accounts: ['qodo-merge-pro[bot]', 'qodo-code-review[bot]', 'codiumai-pr-agent-pro[bot]'],
    names: ['Qodo Merge', 'Qodo'],
  },
];

/** Review bots that head a section with `Summary by <name>`. */
export const SUMMARISERS: readonly string[] = [
  'CodeRabbit',
  'Sourcery',
  'cubic',
  'Qodo',
  'Bito',
  'Korbit',
  'Ellipsis',
  'Greptile',
  'Copilot',
  'MacroscopeApp',
  'Gemini',
];

/**
 * Families of models, each with what a version may look like. As names of authors they are as good as
 * the agent's own, once a version or a maker stands with them.
 * Source: the model lists of the makers, and trailers seen in public history, 2024-12 to 2026-08.
 */
export const MODELS: readonly string[] = [
  'Claude',
  'Opus',
  'Sonnet',
  'Haiku',
  'Fable',
  'GPT',
  'Codex',
  'Gemini',
  'GLM',
  'Kimi',
  'Qwen',
  'DeepSeek',
  'Grok',
  'Llama',
  'Mistral',
  'Devstral',
  'Codestral',
  'MiniMax',
];
