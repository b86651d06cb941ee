import { fstatSync } from 'node:fs';
import { isObject, type Payload } from '../agents/agent.ts';
import { Trouble } from '../trouble.ts';
import { readChunks } from './stdin.ts';

/** More than any call with a file in it, in bytes. */
const SIZE_LIMIT = 32 * 1024 * 1024;

/** How often what has come is looked at before its end: usually it is whole at the first time. */
const MOST_TRIES = 8;

/**
 * What an agent writes to the standard input of a hook: one object as JSON. It is taken as soon as it is
 * whole, for some agents never close the pipe.
 * @throws Trouble where there is none
 */
export function readPayload(): Payload {
  // To ask whether it is a terminal would load a module of milliseconds.
  if (fstatSync(0).isCharacterDevice())
    throw new Trouble('No payload on standard input, the agent that runs this hook writes one');
  const chunks: Uint8Array[] = [];
  let length = 0;
  let tries = 0;
  for (const chunk of readChunks(0)) {
    length += chunk.length;
    // All of it is read, so that the writer does not fail.
    if (length > SIZE_LIMIT) continue;
    chunks.push(chunk);
    if (tries === MOST_TRIES || !/\}\s*$/.test(Buffer.from(chunk.subarray(-8)).toString('latin1'))) continue;
    tries += 1;
    const payload = parsed(Buffer.concat(chunks).toString('utf8'));
    if (payload !== undefined) return checked(payload);
  }
  if (length > SIZE_LIMIT) throw new Trouble(`The payload is longer than ${SIZE_LIMIT} bytes`);
  if (length === 0) throw new Trouble('No payload on standard input');
  return checked(parsed(Buffer.concat(chunks).toString('utf8')));
}

function checked(payload: unknown): Payload {
  if (isObject(payload)) return payload;
  throw new Trouble('The payload is no JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return unescaped(text);
  }
}

/** Windsurf may leave control characters in strings as they are, which JSON does not know. */
function unescaped(text: string): unknown {
  const escaped = text.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, (string) =>
    string.replace(/[\u0000-\u001f]/g, (character) => JSON.stringify(character).slice(1, -1)),
  );
  if (escaped === text) return undefined;
  try {
    return JSON.parse(escaped);
  } catch {
    return undefined;
  }
}
