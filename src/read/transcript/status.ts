/** How an output ended: with its exit status, where the agent's own frame around it tells. */
export interface Status {
  /** Null where the command has not ended, or nobody knows. */
  readonly exit: number | null;
  readonly output: string;
  /** Of a command that was left running, the name by which the agent asks for the rest. */
  readonly process?: string;
}

/** Frames that agents put around an output, as they were seen in their transcripts. */
const FRAMES: readonly ((output: string) => Status | null)[] = [
  claudeCode,
  claudeCodeLater,
  codex,
  copilot,
  pi,
  gemini,
];

/** @returns null where no frame tells a status */
export function statusOf(output: string): Status | null {
  for (const frame of FRAMES) {
    const status = frame(output);
    if (status) return status;
  }
  return null;
}

/** Claude Code: `Exit code 1` in the first line of what failed; a command left running tells its id. */
function claudeCode(output: string): Status | null {
  const failed = /^(?:Error: )?Exit code (\d{1,10})(?:\r?\n|$)/.exec(output);
  if (failed) return { exit: Number(failed[1]), output: output.slice(failed[0].length) };
  if (output.startsWith('[Request interrupted by user')) return { exit: null, output };
  const left = /^Command [a-z ]{1,60}background(?:ed)?[a-z ]{0,60}\bID: ([\w-]{1,60})/.exec(output);
  return left ? { exit: null, output, process: left[1] as string } : null;
}

/** What Claude Code tells later of a command that was left running: elements, among them the status. */
function claudeCodeLater(output: string): Status | null {
  if (!/^<(?:retrieval_)?status>/.test(output)) return null;
  const exit = /<exit_code>(\d{1,10})<\/exit_code>/.exec(output.slice(0, 500));
  return { exit: exit ? Number(exit[1]) : null, output };
}

/** Codex: a few lines of facts, then `Output:`; older versions wrap it as JSON with `metadata.exit_code`. */
function codex(output: string): Status | null {
  if (output.startsWith('{"output":')) {
    const tail = /"metadata":\{[^{}]{0,200}?"exit_code":(-?\d{1,10})/.exec(output.slice(-300));
    return tail ? { exit: Number(tail[1]), output: wrapped(output) } : null;
  }
  const denied = /^failed in sandbox [^\n]{0,200}?, exit code: (-?\d{1,10}), /.exec(output);
  if (denied) return { exit: Number(denied[1]), output };
  const head = /^(?:[A-Z][\w ]{1,30}: ?[^\n]{0,200}\n|Process [^\n]{0,80}\n){1,8}/.exec(output)?.[0] ?? '';
  const exit = /^(?:Process exited with code|Exit code:) (-?\d{1,10})$/m.exec(head);
  const left = /^Process running with session ID (\d{1,10})$/m.exec(head);
  const start = output.indexOf('Output:\n');
  const printed = start < 0 ? '' : output.slice(start + 8);
  if (exit) return { exit: Number(exit[1]), output: printed };
  return left ? { exit: null, output: printed, process: left[1] as string } : null;
}

function wrapped(output: string): string {
  try {
    const { output: inner } = JSON.parse(output);
    return typeof inner === 'string' ? inner : output;
  } catch {
    return output;
  }
}

/** Copilot CLI and its kin end with `<exited with exit code 0>`, or tell the shell that goes on. */
function copilot(output: string): Status | null {
  const left =
    /<command (?:with|started in)[^<>]{0,80}?shell(?:Id|Id:| with ID)?:? ([\w-]{1,60})[^<>]{0,80}>\s{0,9}$/.exec(
      output.slice(-300),
    );
  if (left) return { exit: null, output, process: left[1] as string };
  const end = /\n?<exited with (?:exit )?code (-?\d{1,10})>\s{0,9}$/.exec(output.slice(-80));
  if (!end) return null;
  return { exit: Number(end[1]), output: output.slice(0, output.lastIndexOf('<exited with')).trimEnd() };
}

/** pi, Kimi and Droid end, or begin, with `Command exited with code 1`. */
function pi(output: string): Status | null {
  const words =
    /(?:Command (?:exited|failed) with (?:exit )?code:?|Command failed \(exit code:) (-?\d{1,10})\)?/;
  const found = words.exec(lastLineOf(output)) ?? words.exec(firstLineOf(output));
  return found ? { exit: Number(found[1]), output } : null;
}

/** Gemini CLI and Qwen Code: lines of facts, among them `Exit Code: 127` or `(none)`. */
function gemini(output: string): Status | null {
  if (!/^(?:Command|Output|Directory): /.test(output)) return null;
  const code = /^Exit Code: (?:(\d{1,10})|\(none\))$/m.exec(output.slice(-400));
  if (!code) return null;
  return { exit: Number(code[1] ?? 0), output };
}

function firstLineOf(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text.slice(0, 200) : text.slice(0, Math.min(end, 200));
}

function lastLineOf(text: string): string {
  const end = text.slice(-200).trimEnd();
  return end.slice(end.lastIndexOf('\n') + 1);
}
