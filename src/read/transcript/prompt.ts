/**
 * What a person really wrote: agents put reminders, open files and their own notices around it, in elements
 * with names of their own.
 */
export function spoken(words: string): string {
  const text = words.trim();
  if (isNotice(text)) return '';
  const request = /(?:^|\n)#{1,3} My request for Codex:\s*\n/.exec(text);
  const asked = request ? text.slice(request.index + request[0].length) : text;
  const query =
    between(asked, '<user_query>', '</user_query>') ?? between(asked, '<feedback>', '</feedback>');
  if (query !== null) return query.trim();
  return asCommand(asked) ?? withoutElements(asked).trim();
}

/** Said by a program in the person's place. */
function isNotice(text: string): boolean {
  return (
    /^(?:\[Request interrupted by user|Caveat: The messages below|This session is being continued from a previous)/.test(
      text,
    ) || /^(?:# AGENTS\.md instructions|Stop hook feedback:|\[Tool (?:use )?(?:was )?rejected)/.test(text)
  );
}

/** A slash command as it was typed: Claude Code writes down its name and its arguments. */
function asCommand(text: string): string | null {
  const name = between(text, '<command-name>', '</command-name>');
  if (name === null) return null;
  const args = between(text, '<command-args>', '</command-args>') ?? '';
  return `/${name.trim().replace(/^\//, '')} ${args.trim()}`.trim();
}

/** Elements that programs put around what a person wrote. */
const ELEMENT =
  /<(system-reminder|system_reminder|system_notification|environment_context|environment_details|user_instructions|user_info|project_layout|attached_files|open_and_recently_viewed_files|ide_opened_file|ide_selection|ide_diagnostics|editor_context|local-command-stdout|local-command-stderr|local-command-caveat|bash-input|bash-stdout|bash-stderr|command-message|command-contents|task-notification|session-start-hook|user-prompt-submit-hook|turn_aborted|subagent_notification|skill|permissions instructions|collaboration_mode|INSTRUCTIONS|timestamp|current_datetime|reminder|session_context)\b[^>]{0,500}>/;

function withoutElements(text: string): string {
  const kept: string[] = [];
  let rest = text;
  for (;;) {
    const open = ELEMENT.exec(rest);
    if (!open) return kept.join('') + rest;
    kept.push(rest.slice(0, open.index));
    const close = `</${open[1]}>`;
    const end = rest.indexOf(close, open.index + open[0].length);
    // What is never closed goes on to the end.
    if (end < 0) return kept.join('');
    rest = rest.slice(end + close.length);
  }
}

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}
