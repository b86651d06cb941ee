/** One invented session as each agent would write it down. */

export const FOLDER = '/home/ada/shop';
const START = Date.parse('2026-03-01T10:00:00.000Z');

export const SAID = {
  prompt: 'Make the login faster',
  plan: 'I look at the login first.',
  before: 'def login():\n    retry()\n    return True\n',
  after: 'def login():\n    retry(once=True)\n    return True\n',
  test: 'pytest -q',
  failure: 'E   assert 2 == 1\n1 failed',
  success: '3 passed',
  reply: 'The login retries once, and all three tests pass.',
};

/** ISO time of the step with a number. */
export function at(step: number): string {
  return new Date(START + step * 1000).toISOString();
}

export function lines(...records: unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const file = `${FOLDER}/src/login.py`;
const [oldLine, newLine] = ['    retry()', '    retry(once=True)'];

export function claudeCode(): string {
  let step = 0;
  const base = () => {
    step += 1;
    return { isSidechain: false, cwd: FOLDER, sessionId: 's1', uuid: `u${step}`, timestamp: at(step) };
  };
  const user = (content: unknown, more = {}) => ({
    ...base(),
    type: 'user',
    message: { role: 'user', content },
    ...more,
  });
  const agent = (id: string, block: unknown) => ({
    ...base(),
    message: { id, type: 'message', role: 'assistant', content: [block] },
    type: 'assistant',
  });
  const result = (id: string, content: unknown, isError = false) =>
    user([{ tool_use_id: id, type: 'tool_result', content, is_error: isError }], {
      toolUseResult: { stdout: content, type: 'text' },
    });
  const use = (id: string, name: string, input: unknown) =>
    agent('m1', { type: 'tool_use', id, name, input });
  return lines(
    { type: 'file-history-snapshot', messageId: 'x', snapshot: {} },
    user('<local-command-stdout>cleared</local-command-stdout>'),
    user('Caveat: written by the program', { isMeta: true }),
    user(SAID.prompt),
    { ...base(), type: 'progress', data: { type: 'hook_progress', message: 'run: never' } },
    agent('m1', { type: 'thinking', thinking: 'hm', signature: 'abc' }),
    agent('m1', { type: 'text', text: SAID.plan }),
    use('t1', 'Read', { file_path: file }),
    result('t1', `     1→${SAID.before}`),
    use('t2', 'Edit', { file_path: file, old_string: SAID.before, new_string: SAID.after }),
    result('t2', 'The file has been updated.'),
    use('t3', 'Bash', { command: SAID.test, description: 'Run the tests' }),
    result('t3', `Exit code 1\n${SAID.failure}`, true),
    use('t4', 'Bash', { command: SAID.test }),
    result('t4', [{ type: 'text', text: SAID.success }]),
    agent('m2', { type: 'text', text: SAID.reply }),
    user('This session is being continued from a previous conversation.', { isCompactSummary: true }),
  );
}

export function codex(): string {
  let step = 0;
  const line = (type: string, payload: unknown) => {
    step += 1;
    return { timestamp: at(step), type, payload };
  };
  const call = (id: string, cmd: string) =>
    line('response_item', {
      type: 'function_call',
      name: 'exec_command',
      arguments: JSON.stringify({ cmd, workdir: FOLDER }),
      call_id: id,
    });
  const output = (id: string, text: string, code: number) =>
    line('response_item', {
      type: 'function_call_output',
      call_id: id,
      output: `Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code ${code}\nOutput:\n${text}`,
    });
  const message = (role: string, text: string) =>
    line('response_item', {
      type: 'message',
      role,
      content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }],
    });
  return lines(
    line('session_meta', { id: 's1', cwd: FOLDER, cli_version: '1.0.0' }),
    message('user', `<environment_context>\n  <cwd>${FOLDER}</cwd>\n</environment_context>`),
    message('user', SAID.prompt),
    line('event_msg', { type: 'user_message', message: SAID.prompt }),
    line('event_msg', { type: 'token_count', info: {} }),
    line('response_item', { type: 'reasoning', summary: [], encrypted_content: 'gAAA' }),
    line('event_msg', { type: 'agent_message', message: SAID.plan }),
    message('assistant', SAID.plan),
    line('response_item', {
      type: 'custom_tool_call',
      status: 'completed',
      call_id: 'c1',
      name: 'apply_patch',
      input: `*** Begin Patch\n*** Update File: ${file}\n@@\n def login():\n-${oldLine}\n+${newLine}\n*** End Patch`,
    }),
    line('response_item', { type: 'custom_tool_call_output', call_id: 'c1', output: '{"output":"Done"}' }),
    call('c2', SAID.test),
    output('c2', SAID.failure, 1),
    line('response_item', {
      type: 'function_call',
      name: 'shell',
      arguments: JSON.stringify({ command: ['bash', '-lc', SAID.test] }),
      call_id: 'c3',
    }),
    line('response_item', {
      type: 'function_call_output',
      call_id: 'c3',
      output: JSON.stringify({ output: SAID.success, metadata: { exit_code: 0, duration_seconds: 0.2 } }),
    }),
    message('assistant', SAID.reply),
  );
}

function geminiMessages(): object[] {
  const call = (name: string, args: unknown, output: string) => ({
    id: `${name}-1`,
    name,
    args,
    status: 'success',
    timestamp: at(3),
    result: [{ functionResponse: { name, response: { output } } }],
  });
  const run = (output: string, code: string) =>
    call(
      'run_shell_command',
      { command: SAID.test },
      `Command: pytest\nOutput: ${output}\nExit Code: ${code}`,
    );
  return [
    { id: '1', timestamp: at(1), type: 'user', content: [{ text: SAID.prompt }] },
    {
      id: '2',
      timestamp: at(2),
      type: 'gemini',
      content: SAID.plan,
      toolCalls: [
        call('read_file', { absolute_path: file }, SAID.before),
        call('replace', { file_path: file, old_string: oldLine, new_string: newLine }, 'Done'),
        run(SAID.failure, '1'),
        run(SAID.success, '(none)'),
      ],
    },
    { id: '3', timestamp: at(4), type: 'info', content: 'Switched model' },
    { id: '4', timestamp: at(5), type: 'gemini', content: SAID.reply },
  ];
}

export function geminiDocument(): string {
  return JSON.stringify({ sessionId: 's', projectHash: 'h', messages: geminiMessages() }, null, 2);
}

/** With a message that was taken back, and one that is written twice as its calls come to an end. */
export function geminiLines(): string {
  const [prompt, work, ...rest] = geminiMessages();
  return lines(
    { sessionId: 's', projectHash: 'h', startTime: at(0), kind: 'main' },
    { id: '0', timestamp: at(0), type: 'user', content: 'Delete everything' },
    { id: '00', timestamp: at(0), type: 'gemini', content: 'Gone.' },
    { $rewindTo: '0' },
    prompt,
    { ...work, toolCalls: [] },
    work,
    { $set: { summary: 'login' } },
    ...rest,
  );
}

export function copilot(): string {
  let step = 0;
  const event = (type: string, data: unknown) => {
    step += 1;
    return { type, data, id: `e${step}`, timestamp: at(step), parentId: null };
  };
  const call = (toolCallId: string, toolName: string, input: unknown, content: string, success = true) => [
    event('tool.execution_start', { toolCallId, toolName, arguments: input }),
    event('tool.execution_complete', { toolCallId, success, result: { content } }),
  ];
  return lines(
    event('session.start', { sessionId: 's', context: { cwd: FOLDER } }),
    event('user.message', { content: SAID.prompt }),
    event('assistant.message', {
      messageId: 'm',
      content: SAID.plan,
      toolRequests: [{ toolCallId: 'a', name: 'view', arguments: JSON.stringify({ path: file }) }],
    }),
    ...call('a', 'view', { path: file }, SAID.before),
    ...call('b', 'edit', { path: file, old_str: oldLine, new_str: newLine }, 'Done'),
    ...call('c', 'bash', { command: SAID.test }, `${SAID.failure}\n<exited with exit code 1>`),
    ...call('d', 'bash', { command: SAID.test }, `${SAID.success}\n<exited with exit code 0>`),
    event('assistant.message', { messageId: 'n', content: SAID.reply, phase: 'final_answer' }),
  );
}

export function cursor(): string {
  const agent = (...content: unknown[]) => ({ role: 'assistant', message: { content } });
  const use = (name: string, input: unknown) => ({ type: 'tool_use', name, input });
  return lines(
    {
      role: 'user',
      message: { content: [{ type: 'text', text: `<user_query>\n${SAID.prompt}\n</user_query>` }] },
    },
    agent({ type: 'text', text: `${SAID.plan}\n\n[REDACTED]` }, use('Read', { path: 'src/login.py' })),
    agent(
      { type: 'text', text: '[REDACTED]' },
      use('StrReplace', { path: './src/login.py', old_string: oldLine, new_string: newLine }),
    ),
    agent(use('Shell', { command: SAID.test }), use('Shell', { command: SAID.test })),
    agent({ type: 'text', text: SAID.reply }),
    { type: 'turn_ended', status: 'success' },
  );
}

/** With a branch that the person left. */
export function pi(): string {
  const entry = (id: string, parentId: string | null, message: unknown) => ({
    type: 'message',
    id,
    parentId,
    timestamp: at(1),
    message,
  });
  const said = (text: string) => ({ role: 'assistant', content: [{ type: 'text', text }] });
  const call = (id: string, name: string, input: unknown) => ({
    role: 'assistant',
    content: [{ type: 'toolCall', id, name, arguments: input }],
  });
  const result = (toolCallId: string, text: string, isError = false) => ({
    role: 'toolResult',
    toolCallId,
    content: [{ type: 'text', text }],
    isError,
  });
  return lines(
    { type: 'session', version: 3, id: 's', timestamp: at(0), cwd: FOLDER },
    entry('1', null, { role: 'user', content: SAID.prompt }),
    entry('x', '1', said('Gone.')),
    { type: 'model_change', id: '2', parentId: '1', timestamp: at(1), modelId: 'm' },
    entry('3', '2', said(SAID.plan)),
    entry('4', '3', call('a', 'read', { path: 'src/login.py' })),
    entry('5', '4', result('a', SAID.before)),
    entry('6', '5', call('b', 'edit', { path: 'src/login.py', oldText: oldLine, newText: newLine })),
    entry('7', '6', result('b', 'Done')),
    entry('8', '7', call('c', 'bash', { command: SAID.test })),
    entry('9', '8', result('c', `${SAID.failure}\n\nCommand exited with code 1`, true)),
    entry('10', '9', call('d', 'bash', { command: SAID.test })),
    entry('11', '10', result('d', SAID.success)),
    entry('12', '11', said(SAID.reply)),
  );
}

export function opencode(): string {
  let step = 0;
  const message = (role: string, ...parts: unknown[]) => {
    step += 1;
    return { info: { id: `m${step}`, role, time: { created: START + step * 1000 } }, parts };
  };
  const tool = (name: string, input: unknown, output: string, exit?: number) => {
    step += 1;
    const state = {
      status: 'completed',
      input,
      output,
      ...(exit === undefined ? {} : { metadata: { exit } }),
    };
    return { type: 'tool', tool: name, callID: `c${step}`, state };
  };
  return JSON.stringify(
    {
      info: { id: 's', directory: FOLDER },
      messages: [
        message(
          'user',
          { type: 'text', text: SAID.prompt },
          { type: 'text', text: 'a file', synthetic: true },
        ),
        message(
          'assistant',
          { type: 'text', text: SAID.plan },
          tool('read', { filePath: file }, SAID.before),
          tool('edit', { filePath: file, oldString: oldLine, newString: newLine }, 'Done'),
          tool('bash', { command: SAID.test }, SAID.failure, 1),
          tool('bash', { command: SAID.test }, SAID.success, 0),
        ),
        message('assistant', { type: 'text', text: SAID.reply }),
      ],
    },
    null,
    2,
  );
}

/** Messages as several agents keep them: blocks in the manner of Anthropic. */
function blockMessages(): { role: string; content: unknown[] }[] {
  const agent = (...content: unknown[]) => ({ role: 'assistant', content });
  const use = (id: string, name: string, input: unknown) => ({ type: 'tool_use', id, name, input });
  const result = (id: string, content: unknown, is_error = false) => ({
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: id, content, is_error }],
  });
  return [
    { role: 'user', content: [{ type: 'text', text: SAID.prompt }] },
    agent({ type: 'text', text: SAID.plan }, use('a', 'Read', { file_path: file })),
    result('a', SAID.before),
    agent(use('b', 'Edit', { file_path: file, old_str: oldLine, new_str: newLine })),
    result('b', 'Done'),
    agent(use('c', 'Execute', { command: SAID.test })),
    result('c', `Error: Command failed (exit code: 1)\n${SAID.failure}`, true),
    agent(use('d', 'Execute', { command: SAID.test })),
    result('d', SAID.success),
    agent({ type: 'text', text: SAID.reply }),
  ];
}

export function droid(): string {
  return lines(
    { type: 'session_start', id: 's', title: 'login', cwd: FOLDER },
    ...blockMessages().map((message, index) => ({
      type: 'message',
      id: `m${index}`,
      timestamp: at(index),
      message,
    })),
    { type: 'todo_state', todos: [] },
  );
}

export function cline(): string {
  const messages = blockMessages().map((message, index) => ({
    id: `m${index}`,
    ...message,
    ts: START + index,
  }));
  return JSON.stringify({ version: 1, sessionId: 's', cwd: FOLDER, messages });
}

export function kimi(): string {
  const call = (id: string, name: string, input: unknown) => ({
    role: 'assistant',
    content: '',
    tool_calls: [{ type: 'function', id, function: { name, arguments: JSON.stringify(input) } }],
  });
  const result = (tool_call_id: string, content: string) => ({ role: 'tool', tool_call_id, content });
  return lines(
    { role: '_checkpoint', id: 0 },
    { role: 'user', content: SAID.prompt },
    { role: 'assistant', content: SAID.plan },
    call('a', 'ReadFile', { path: 'src/login.py' }),
    result('a', SAID.before),
    call('b', 'StrReplaceFile', { path: 'src/login.py', edit: { old: oldLine, new: newLine } }),
    result('b', 'Done'),
    call('c', 'Shell', { command: SAID.test }),
    result('c', `${SAID.failure}\nCommand failed with exit code: 1.`),
    call('d', 'Shell', { command: SAID.test }),
    result('d', SAID.success),
    { role: 'assistant', content: SAID.reply },
  );
}

export function qwen(): string {
  let step = 0;
  const entry = (type: string, ...parts: unknown[]) => {
    step += 1;
    return { uuid: `u${step}`, sessionId: 's', timestamp: at(step), type, cwd: FOLDER, message: { parts } };
  };
  const call = (id: string, name: string, args: unknown) =>
    entry('assistant', { functionCall: { id, name, args } });
  const result = (id: string, output: string) =>
    entry('tool_result', { functionResponse: { id, response: { output } } });
  return lines(
    entry('user', { text: SAID.prompt }),
    entry('assistant', { text: 'hm', thought: true }, { text: SAID.plan }),
    call('a', 'read_file', { absolute_path: file }),
    result('a', SAID.before),
    call('b', 'edit', { file_path: file, old_string: oldLine, new_string: newLine }),
    result('b', 'Done'),
    call('c', 'run_shell_command', { command: SAID.test }),
    result('c', `Command: pytest\nOutput: ${SAID.failure}\nExit Code: 1`),
    call('d', 'run_shell_command', { command: SAID.test }),
    result('d', `Command: pytest\nOutput: ${SAID.success}\nExit Code: 0`),
    entry('assistant', { text: SAID.reply }),
  );
}

export function windsurf(): string {
  const step = (type: string, content: unknown) => ({ status: 'done', type, [type]: content });
  const run = (output: string, exit_code: number) =>
    step('run_command', { command: SAID.test, cwd: FOLDER, output, exit_code, user_rejected: false });
  return lines(
    step('user_input', { user_response: SAID.prompt }),
    step('planner_response', { response: SAID.plan }),
    step('view_file', { path: 'src/login.py', content: SAID.before }),
    step('code_action', {
      path: 'src/login.py',
      original_content: SAID.before,
      new_content: SAID.after,
    }),
    run(SAID.failure, 1),
    run(SAID.success, 0),
    step('planner_response', { response: SAID.reply }),
  );
}

export function vscodeChat(): string {
  const terminal = (exitCode: number, text: string) => ({
    kind: 'toolInvocationSerialized',
    toolId: 'run_in_terminal',
    toolSpecificData: {
      kind: 'terminal',
      commandLine: { original: SAID.test },
      terminalCommandState: { exitCode },
      terminalCommandOutput: { text },
    },
  });
  const first = {
    requestId: 'r1',
    timestamp: START,
    message: { text: SAID.prompt },
    response: [
      { value: 'I look at ' },
      { kind: 'inlineReference', inlineReference: { fsPath: '' } },
      { value: 'the login first.' },
      { kind: 'textEditGroup', uri: { fsPath: 'src/login.py' }, edits: [[{ text: newLine }]] },
    ],
  };
  return lines(
    { kind: 0, v: { version: 3, requests: [first] } },
    { kind: 2, k: ['requests', 0, 'response'], v: [terminal(1, SAID.failure), terminal(0, SAID.success)] },
    { kind: 1, k: ['title'], v: 'login' },
    { kind: 2, k: ['requests', 0, 'response'], v: [{ value: SAID.reply }] },
  );
}

export function specstory(): string {
  const turn = (who: string, step: number) => `_**${who} (${at(step).slice(0, 19).replace('T', ' ')}Z)**_\n`;
  const tool = (name: string, before: string, output: string) =>
    `<tool-use data-tool-type="shell" data-tool-name="${name}"><details>\n<summary>Tool use: **${name}**</summary>\n${before}\n\n\`\`\`text\n${output}\n\`\`\`\n</details></tool-use>\n`;
  return [
    '<!-- Generated by SpecStory, Markdown v2.1.0 -->\n\n# 2026-03-01 10:00:00Z\n',
    '<!-- Claude Code Session s1 (2026-03-01 10:00:00Z) -->\n',
    turn('User', 1),
    `${SAID.prompt}\n\n---\n`,
    turn('Agent', 2),
    '<think><details><summary>Thought Process</summary>\nAll tests pass.\n</details></think>\n',
    turn('Agent', 3),
    `${SAID.plan}\n`,
    tool('Read', '`src/login.py`', SAID.before),
    turn('Agent', 4),
    tool('Edit', '', 'The file src/login.py has been updated. Here is a snippet:'),
    turn('Agent', 5),
    tool('Bash', `Run the tests\n\n\`${SAID.test}\``, `Exit code 1\n${SAID.failure}`),
    turn('Agent', 6),
    tool('Bash', `\`${SAID.test}\``, SAID.success),
    turn('Agent', 7),
    `${SAID.reply}\n`,
  ].join('\n');
}

export function specstoryOfCodex(): string {
  return [
    '<!-- Generated by SpecStory, Markdown v2.1.0 -->\n',
    `_**User**_\n\n${SAID.prompt}\n\n---\n`,
    `_**Agent**_\n\n${SAID.plan}\n`,
    '_**Agent**_\n\nTool use: **apply_patch**\n',
    `\`\`\`\n*** Begin Patch\n*** Update File: src/login.py\n-${oldLine}\n+${newLine}\n*** End Patch\n\`\`\`\n`,
    `_**Agent**_\n\nTool use: **exec_command** \`${SAID.test}\`\n`,
    `\`\`\`\nWall time: 1 seconds\nProcess exited with code 1\nOutput:\n${SAID.failure}\n\`\`\`\n`,
    `Tool use: **exec_command** \`${SAID.test}\`\n`,
    `\`\`\`\nWall time: 1 seconds\nProcess exited with code 0\nOutput:\n${SAID.success}\n\`\`\`\n`,
    `_**Agent**_\n\n${SAID.reply}\n`,
  ].join('\n');
}

export function aider(): string {
  return `
# aider chat started at 2026-03-01 10:00:00

> aider src/login.py
> Added src/login.py to the chat

#### ${SAID.prompt}

${SAID.plan}

src/login.py
\`\`\`python
<<<<<<< SEARCH
${oldLine}
=======
${newLine}
>>>>>>> REPLACE
\`\`\`

> Applied edit to src/login.py
> Commit 1234567 Retry once

${SAID.reply}

> Tokens: 2k sent, 100 received.
`;
}
