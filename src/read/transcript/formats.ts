import { aider } from './aider.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { copilot } from './copilot.ts';
import { cursor } from './cursor.ts';
import { droid } from './droid.ts';
import type { Format, TextFormat } from './format.ts';
import { gemini } from './gemini.ts';
import { messages } from './messages.ts';
import { opencode } from './opencode.ts';
import { pi } from './pi.ts';
import { qwen } from './qwen.ts';
import { specstory } from './specstory.ts';
import { vscodeChat } from './vscode-chat.ts';
import { windsurf } from './windsurf.ts';

/** All formats of records; one that is told by less stands behind. */
export const formats: readonly Format[] = [
  qwen,
  claudeCode,
  codex,
  copilot,
  gemini,
  opencode,
  vscodeChat,
  pi,
  droid,
  windsurf,
  cursor,
  messages,
];

/** All formats of texts. */
export const textFormats: readonly TextFormat[] = [specstory, aider];
