import { DONE, HOW } from './disclosure.ts';
import { MARKS, SUMMARISERS } from './marks.ts';
import { agentOfAccount, creditedAgent, isPerson, nameAt } from './names.ts';

/** What a line is that credits an agent. */
export interface LineMark {
  readonly kind: 'trailer' | 'session' | 'footer' | 'summary' | 'suggestion';
  readonly agent: string | null;
}

/** Where a line stands. */
export interface Place {
  /** It is the title, where `Made with Cursor` may be the start of a sentence. */
  readonly title: boolean;
  /** A paragraph begins with it. */
  readonly begins: boolean;
  /** It is one of the trailers that git reads. */
  readonly trailer: boolean;
  /** The last line above that is not blank. */
  readonly above: string;
}

/**
 * What can stand before the first word of a mark: bullets, emphasis, `#`, emoji, tags, the opening of an
 * HTML comment. Not a back-tick or a quotation mark, for what is quoted is talked about.
 */
export const LEAD = '(?:[^A-Za-z0-9`"\'\u00ab\u00bb\u2018-\u201f]|</?[a-z][^<>]{0,80}>){0,24}';

const TRAILER = new RegExp(`^${LEAD}([A-Za-z][A-Za-z _/-]{0,40}[A-Za-z])[*_]{0,3} ?:[*_]{0,3}\\s*(.*)$`);
const CREDIT = new RegExp(
  `^(?:co-?autho?r?\\w*(?:-(?:by|with))?|as+is?ted-(?:by|with)|authors?|signed-off-by|(?:${DONE})-(?:by|using|via|with)|(?:acked|committed|contributed|debugged|found|helped|improved|paired|prompted|proposed|reviewed|suggested|tested|verified)-by)$`,
);
/** What agents keep of their work; `Claude-Session`, `Codex-Thread-Id`. */
const RECORD =
  /^(.+)-(?:chat|checkpoint|conversation|logs?|model|session|thread|trace|transcript)(?:-(?:id|link|uri|url))?$/;
const SUGGESTION = new RegExp(
  `^${LEAD}Apply suggestions? from (?:code review (?:by|from) )?@([\\w-]+(?:\\[bot\\])?)`,
  'i',
);
const SUMMARY =
  /^\W*(?:#{1,6} *|\*\*|<h\d>) *(?:PR )?(?:description|summary|walkthrough) by ([a-z]+)\b(?: AI)?\W*(?:<\/h\d>)?$/i;
const FOOTER = new RegExp(
  `^(${LEAD})(?:${HOW})*(${DONE}|reviewed) (?:${HOW})*(?:by|using|via|with) (?:(?:the )?(?:assistance|help) of )?(<a [^<>]{1,300}>|[[*_("\`]{0,4})(?=[A-Za-z])`,
  'i',
);
const VIA = new RegExp(`^${LEAD}via \\[?(?=[A-Za-z])`, 'i');
const SWARM = new RegExp(
  `^[^\\x00-\\x7f]${LEAD}(?:authored|coded|created|drafted|generated|written) (?:by|with) .{0,60}\\b(?:agents?|ai|llms?|swarm)\\b`,
  'i',
);

interface Own {
  /** Keys of trailers that only one agent writes, with how the value begins and whose it is. */
  readonly trailers: ReadonlyMap<string, readonly (readonly [begin: string, agent: string])[]>;
  readonly sessions: readonly (readonly [begin: string, agent: string])[];
}

let own: Own | undefined;

function marks(): Own {
  if (own) return own;
  const trailers = new Map<string, (readonly [string, string])[]>();
  for (const { agent, trailers: keys = [] } of MARKS) {
    for (const trailer of keys) {
      const [key = '', begin = ''] = trailer.toLowerCase().split(': ');
      trailers.set(key, [...(trailers.get(key) ?? []), [begin, agent]]);
    }
  }
  const sessions = MARKS.flatMap((marks) =>
    (marks.sessions ?? []).map((begin) => [begin, marks.agent] as const),
  );
  own = { trailers, sessions };
  return own;
}

/** Reads a line of plain text, without the white space around it; null where it credits no agent. */
export function readLine(line: string, place: Place): LineMark | null {
  return (
    trailer(line, place) ?? summary(line) ?? footer(line, place) ?? session(line, place) ?? suggestion(line)
  );
}

export interface Trailer {
  /** In small letters, with hyphens between its words. */
  readonly key: string;
  readonly value: string;
}

/** Key and value where a line of plain text has the form of a trailer, wherever it stands. */
export function trailerOf(line: string): Trailer | null {
  const [, key, value = ''] = TRAILER.exec(line) ?? [];
  return key === undefined ? null : { key: key.toLowerCase().replace(/[\s_/-]+/g, '-'), value };
}

function trailer(line: string, place: Place): LineMark | null {
  const found = trailerOf(line);
  if (!found || found.value === '') return null;
  const { key, value } = found;
  if (CREDIT.test(key) || (place.trailer && /^(?:agent|model|tool)$/.test(key))) {
    const agent = creditedAgent(value);
    if (agent) return { kind: 'trailer', agent };
  }
  if (place.title) return null;
  const mine = marks()
    .trailers.get(key)
    ?.find(([begin]) => value.toLowerCase().startsWith(begin));
  if (mine) return { kind: 'session', agent: mine[1] };
  const [, whose = ''] = RECORD.exec(key) ?? [];
  if (!/^\S*\d\S*$/.test(value)) return null;
  const name = nameAt(whose, 0);
  return whose === 'agent' || name?.end === whose.length
    ? { kind: 'session', agent: name?.text ?? null }
    : null;
}

function summary(line: string): LineMark | null {
  const [, heading] = SUMMARY.exec(line) ?? [];
  if (heading && SUMMARISERS.some((name) => name.toLowerCase() === heading.toLowerCase())) {
    return { kind: 'summary', agent: heading };
  }
  const comment = commentOf(line);
  const marks = MARKS.find(({ comments = [] }) =>
    comments.some((pair) => pair.some((begin) => begin && comment?.startsWith(begin.toLowerCase()))),
  );
  return marks ? { kind: 'summary', agent: marks.agent } : null;
}

/** The text of an HTML comment that a line begins with, in small letters. */
export function commentOf(line: string): string | null {
  return /^\W*<!-- *(.*)$/.exec(line)?.[1]?.toLowerCase() ?? null;
}

/** The name ends the line, or a link, a parenthesis, a separator or a task comes behind it. */
const ENDS =
  /^[\])}*_"`.!]*(?:\s*$|\(| ?\(https?:| ?[\u00b7\u2022|,;-]| (?:at [0-9a-f]{6,}|for task|on|via)\b)/;
/** A few words in small letters come behind it, none of which makes a sentence of the line. */
const TRAILS =
  /^(?! .*\b(?:are|commits?|files?|footers?|hooks?|is|lines?|messages?|now|trailers?|was|were)\b)(?: [a-z]\w*){1,3}[.*_]*$/;

/** Where a name has other uses, a bare footer has to say that the change was written. */
const SAYS = /^(?:authored|co-?authored|coded|drafted|generated|implemented|made|written)/i;

function footer(line: string, { title, begins }: Place): LineMark | null {
  if (!/\b(?:by|using|via|with) /i.test(line)) return null;
  const [before = '', lead = '', done = '', mark = ''] = FOOTER.exec(line) ?? [];
  const name = before === '' ? null : nameAt(line, before.length);
  if (name) {
    const behind = line
      .slice(name.end)
      .replace(/(?:<\/[a-z]{1,10}>){1,4}$/i, '')
      .replace(/^ ?\([^()]{0,60}\)(?!\S)/, '');
    const decorated = /[^\x00-\x7f]|<\w/.test(lead + mark) || /^[^ ]*\]\(/.test(behind);
    const alone = begins && !title && /^(?:[#-] )?[A-Z*_]/.test(line) && !isPerson(name.text, behind);
    const tagged = lead.includes('<') || !/^reviewed/i.test(done);
    const named = name.sure || mark.endsWith('`') || /^(?:an? )?[A-Z]/.test(name.text);
    if (tagged && named && (decorated || (alone && (name.sure || SAYS.test(done))))) {
      if (ENDS.test(behind) || (name.sure && TRAILS.test(behind)))
        return { kind: 'footer', agent: name.text };
    }
  }
  return via(line, title) ?? (SWARM.test(line) ? { kind: 'footer', agent: null } : null);
}

function via(line: string, title: boolean): LineMark | null {
  const [before = ''] = VIA.exec(line) ?? [];
  const name = title || before === '' ? null : nameAt(line, before.length);
  const alone = name && /^\W*$/.test(line.slice(name.end).replace(/\([^()\s]*\)/, ''));
  return name && alone ? { kind: 'footer', agent: name.text } : null;
}

function session(line: string, { title, above }: Place): LineMark | null {
  const [address = '', begin = ''] = /https?:\/\/(?:www\.)?([^\s<>)\]"']{1,500})/i.exec(line) ?? [];
  const found =
    address === '' ? null : marks().sessions.find(([start]) => begin.toLowerCase().startsWith(start));
  if (title || !found) return null;
  const at = line.indexOf(address);
  const before = line.slice(0, at);
  const after = line.slice(at + address.length).replace(/<[^<>]*>/g, ' ');
  // A bare address, one behind a label, or a link with a short text. Not one that a sentence speaks of.
  const label = /^[^A-Za-z0-9]*$|: *[[(<*_]*$|^[^\]]{0,60}\]\($|^\W*<a href="$/.test(before);
  const words = after.match(/\w+/g) ?? [];
  // A line like `Session transcript:` heads the address, where a whole sentence introduces an example.
  const heading = /\b(?:chat|conversation|link|log|prompt|run|session|thread|transcript)s?\W*$/i.test(above);
  const example = above.endsWith(':') && !(heading && above.split(' ').length <= 4);
  return label && words.length <= 3 && !example ? { kind: 'session', agent: found[1] } : null;
}

function suggestion(line: string): LineMark | null {
  const [, account = ''] = SUGGESTION.exec(line) ?? [];
  const agent = account === '' ? null : agentOfAccount(account);
  return agent ? { kind: 'suggestion', agent } : null;
}
