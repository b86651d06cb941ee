import { Trouble } from '../../trouble.ts';
import type { PageComment } from './page.ts';

/** What an inline comment decides for its line. */
export type Decision =
  | { readonly kind: 'off' | 'guidance' }
  | {
      readonly kind: 'clause';
      readonly rule: string;
      readonly severity?: 'off' | 'warn' | 'error';
      readonly options: Readonly<Record<string, unknown>>;
    };

/**
 * Reads `<!-- bylaw: off -->`, `<!-- bylaw: guidance -->` and `<!-- bylaw: RULE JSON -->`, where the JSON is
 * a setting, or the options alone, as with `--rule`.
 * @param at where it stands, for messages
 * @throws Trouble where it is neither
 */
export function decisionOf({ text }: PageComment, at: string): Decision {
  if (text === 'off' || text === 'guidance') return { kind: text };
  const [, rule = '', json = ''] = /^([a-z][a-z\d-]*)(?:\s+(\S[\s\S]*))?$/.exec(text) ?? [];
  if (rule === '') {
    throw new Trouble(
      `Unknown comment in ${at}, write \`bylaw: off\`, \`bylaw: guidance\` or \`bylaw: RULE JSON\``,
    );
  }
  const [severity, options] = settingOf(json, at);
  return { kind: 'clause', rule, options, ...(severity ? { severity } : {}) };
}

function settingOf(
  json: string,
  at: string,
): ['off' | 'warn' | 'error' | undefined, Record<string, unknown>] {
  const value = json === '' ? {} : parsed(json, at);
  const [severity, options = {}, more] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? [value]
      : [undefined, value];
  const isKnown = severity === undefined || ['off', 'warn', 'error'].includes(severity);
  if (isKnown && typeof options === 'object' && options !== null && more === undefined) {
    return [severity, options];
  }
  throw new Trouble(
    `Wrong setting in ${at}, write the options, "off", "warn", "error" or ["error", {options}]`,
  );
}

function parsed(json: string, at: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Trouble(`Not JSON in ${at}, write options like {"length":60}`);
  }
}
