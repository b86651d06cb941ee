import { describe, expect, it } from 'vitest';
import { findPhrases } from '../src/parse/words.ts';

describe('word lists', () => {
  const cases: [string, string[], string[]][] = [
    ['just do it, just-in-time', ['just'], ['just']],
    ['It\u2019s fine, I\u2019m sure', ["it's fine", "i'm"], ['It\u2019s fine', 'I\u2019m']],
    ["Claude's work", ['claude'], ['Claude']],
    ['in order\n to win', ['in order to', 'in order'], ['in order\n to']],
    ['in order to win', ['order to', 'in order'], ['in order']],
    ['die gr\u00f6\u00dfe Gr\u00f6\u00dfe', ['gr\u00f6\u00dfe'], ['gr\u00f6\u00dfe', 'Gr\u00f6\u00dfe']],
    ['this\u2014or that', ['\u2014'], ['\u2014']],
    ['nothing here', ['robust'], []],
  ];
  it.each(cases)('finds in %j the phrases %j', (text, phrases, quotes) => {
    // The first questions only look a list through, later ones make it ready: both have to agree.
    for (let time = 0; time < 6; time++) {
      expect(findPhrases(text, phrases).map(({ start, end }) => text.slice(start, end))).toEqual(quotes);
    }
  });
});
