import type { Agent } from './agent.ts';
import amp from './amp.ts';
import antigravity from './antigravity.ts';
import claudeCode from './claude-code.ts';
import cline from './cline.ts';
import codex from './codex.ts';
import continueCli from './continue.ts';
import copilot from './copilot.ts';
import crush from './crush.ts';
import cursor from './cursor.ts';
import dockerAgent from './docker-agent.ts';
import droid from './droid.ts';
import gemini from './gemini.ts';
import kimi from './kimi.ts';
import kiro from './kiro.ts';
import opencode from './opencode.ts';
import pi from './pi.ts';
import qwen from './qwen.ts';
import vibe from './vibe.ts';
import vscode from './vscode.ts';
import windsurf from './windsurf.ts';

const list: readonly Agent[] = [
  amp,
  antigravity,
  claudeCode,
  cline,
  codex,
  continueCli,
  copilot,
  crush,
  cursor,
  dockerAgent,
  droid,
  gemini,
  kimi,
  kiro,
  opencode,
  pi,
  qwen,
  vibe,
  vscode,
  windsurf,
];

/** Every agent that bylaw can talk to, by its id. */
export const agents: ReadonlyMap<string, Agent> = new Map(list.map((agent) => [agent.id, agent]));
