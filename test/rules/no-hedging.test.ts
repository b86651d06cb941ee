import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-hedging': 'warn' } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);

describe('doubt of the author', () => {
  it.each([
    ['I still believe the lock is held', 'I still believe'],
    ["We don't think that this leaks", "We don't think"],
    ["I'm not entirely sure the lock is held", "I'm not entirely sure"],
    ['Not sure whether the lock is held', 'Not sure'],
    ['I\u2019m pretty sure the lock is held', 'pretty sure'],
    ['The lock, AFAICT, is held', 'AFAICT'],
    ['As far as I\nknow the lock is held', 'As far as I\nknow'],
    ['My best guess is a stale socket', 'My best guess'],
    ['The socket was closed for some odd reason', 'some odd reason'],
    ['The cause is still not clear', 'cause is still not clear'],
    ['Raise the limit to see if that helps', 'see if that helps'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'The editor makes people think about names',
    'If you are not sure, ask. Make sure that the lock is held',
    'Users have no idea where the file went',
    'Retry when it fails for some other reason',
    'If for some reason the socket is closed, open another',
    'Let the guess of the solver win, my role is to assume a role',
    'Store what people think of us and what we think about in the log',
  ])('is not in: %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('a softened effect of the change', () => {
  it.each([
    ['These two changes should also help with the flicker', 'These two changes should also help'],
    ['Pin the image, which should make it stable', 'which should make'],
    ['- Should fix #12', 'Should fix'],
    ['The jobs should pass now', 'should pass now'],
    ['The build should now pass', 'should now pass'],
    ['The limit should be enough', 'should be enough'],
    ['It should be correct now', 'should be correct now'],
    ["This shouldn't affect the other hosts", "This shouldn't affect"],
    ['Trim the input, that might help', 'might help'],
    ['ci: try to fix the runner', 'try to fix'],
    ['This commit attempts to fix the runner', 'This commit attempts to fix'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'The parser should fix up lone tabs and resolve symbolic links',
    'We should fix the other hosts later',
    'The value should be sent as a string, and plugins should now use the hook',
    'The doctor tries to fix the file and may fail',
    'Try to fix malformed input before parsing',
    'Possible fix suggestions are listed in the menu',
    'Revert "Attempt to fix the runner"',
    'It could be improved, and a list could be empty',
    'Report a potential data race and a possible deadlock',
  ])('is not in: %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('a guess', () => {
  it.each([
    ['The socket is most likely stale', 'most likely'],
    ["It's likely superseded by the new lock", 'likely'],
    ['This is unlikely to fail again', 'This is unlikely to'],
    ['It looks like the lock is held', 'It looks like'],
    ['The lock appears to be held', 'appears to'],
    ['It might be due to the lock', 'might be'],
    ['It might be a locking issue', 'might be'],
    ['The job likely fails because of the lock', 'likely'],
    ['It more or less holds', 'more or less'],
    ['The cache (perhaps a stale one) answers', 'perhaps'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'Short names are more likely to collide, so hash them',
    'Sort the likely branches first: if (likely(x)) and [[likely]]',
    'Return a Maybe from the parser, and a maybe type from the checker',
    'Test probable primes, probably-prime numbers and probably prime ones',
    'Show what a table looks like, and what it looks like: a grid',
    'The popup appears to the left and makes the page seem slow',
    'The page says maybe, and the log says: no answer, perhaps the host is down',
    'Call maybe() and read `probably` and maybe_x',
    'A line may be empty, and two lines might be equal',
  ])('is not in: %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('words of others', () => {
  it.each([
    'The button says "maybe later" and the other \u201cI think so\u201d',
    "The title 'probably fixed' is gone",
    '> I think we might want this\n\nHere it is.',
    'Run `maybe` in\n\n```\nprobably\n```',
  ])('do not count: %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('the fix', () => {
  const fixed = (text: string) => linter.fix({ kind: 'reply', text });

  it.each([
    ['It waits, and it basically works', 'It waits, and it works'],
    ['Basically, it is a list', 'It is a list'],
    ['It is a list. Basically\nthe one we had', 'It is a list. The one we had'],
  ])('leaves a sentence: %s', (text, after) => expect(fixed(text)).toBe(after));

  it.each([
    'It is basically a list',
    'That makes it basically free',
    'It accepts basically all hosts',
    'The plan, basically, is to wait',
    'Basically npm does it',
    '- Basically',
    'It probably works',
  ])('keeps what a deletion would change: %s', (text) => expect(fixed(text)).toBe(text));
});

describe('a hedge of each kind is found', () => {
  it.each([
    ['I guess the lock is stale.', 'I guess'],
    ['I suppose the queue is full.', 'I suppose'],
    ["I don't know why the lock is stale.", "I don't know"],
    ['No idea why it fails.', 'No idea'],
    ['It is unclear why the lock is stale.', 'unclear'],
    ['To my knowledge the lock is stale.', 'To my knowledge'],
    ["If I'm not mistaken, the lock is stale.", "If I'm not mistaken"],
    ['For some reason the lock is stale.', 'For some reason'],
    ['I hope this fixes the lock.', 'I hope'],
    ['Hopefully this fixes the lock.', 'Hopefully'],
    ['Hoping it fixes the lock.', 'Hoping it'],
    ['This should fix the crash.', 'This should fix'],
    ['It should work now.', 'should work now'],
    ['It ought to be fixed now.', 'ought to be fixed now'],
    ["This shouldn't break anything.", "This shouldn't break"],
    ['This is potentially faster.', 'potentially faster'],
    ['This is a possible fix.', 'a possible fix'],
    ['Chances are the lock is stale.', 'Chances are'],
    ['It fails possibly because of the lock.', 'possibly'],
    ['This is unlikely to break anything.', 'This is unlikely to'],
    ['It is unlikely that the lock is stale.', 'is unlikely'],
    ['It appears that the lock is stale.', 'It appears'],
    ['It kinda works now.', 'kinda'],
    ['It kind of works now.', 'kind of'],
    ['It pretty much works now.', 'pretty much'],
    ['More than likely the lock is stale.', 'More than likely'],
    ['I wonder whether the lock is stale.', 'I wonder'],
    ['For unknown reasons the lock is stale.', 'For unknown reasons'],
    ['As far as I know the lock is stale.', 'As far as I know'],
  ])('%s', (text, quote) => expect(quotes(`The lock is stale.\n\n${text}`)).toEqual([quote]));
});
