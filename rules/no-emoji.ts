import type { FileChange } from '../src/parse/diff.ts';
import type { Document, Hit } from '../src/parse/document.ts';
import { codeInHunk } from '../src/parse/hunk-code.ts';
import { type Region, spanAt } from '../src/parse/region.ts';
import type { Matcher } from '../src/parse/search.ts';
import { isGenerated } from '../src/policy/generated.ts';
import { defineRule, type Report, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'no-emoji',
  summary: 'Write in words, without emoji',
  why: 'Each platform draws emoji in its own way, screen readers spell them out, and a search for words misses them.',
  subjects: ['commit', 'pr', 'branch', 'diff', 'reply'],
  severity: 'error',
  recommended: true,
  options: (z) =>
    z.strictObject({
      shortcodes: z
        .boolean()
        .default(true)
        .describe('Whether `:tada:` and other names that hosts draw as emoji count, too'),
      code: z
        .boolean()
        .default(false)
        .describe(
          'Whether to look into code spans and code blocks, too; in a diff, that decides on names such as `:tada:` alone',
        ),
    }),
  reads: (directive) => {
    if (directive.forbids(/\b(?:git)?emojis?\b(?![- ](?:style|based|\w+ed\b))|\bgitmojis?\b/)) return {};
    return directive.demands(
      /\b(?:use|add|include|put|start|begin|prefix)\w*\b[^.;]{0,30}\b(?:emojis?|gitmojis?)\b(?![- ]\w+ed\b)/,
    )
      ? { severity: 'off' }
      : null;
  },
  good: [
    'retry-the-upload-once',
    {
      text: 'Quote the \u00a9 and the \u2122 of the licence \u2192 done \u2713',
      as: ['commit', 'pr', 'reply'],
    },
    { text: 'Draw \u231a\ufe0e and \u26a0 as text', as: ['commit', 'pr', 'reply'] },
    { text: 'Give `\u{1f600}` two columns', as: ['commit', 'pr', 'reply'] },
    { text: 'Accept 10:30:45, std::bug::Vec and pip --no-binary :all:', as: ['commit', 'pr', 'reply'] },
    { text: 'Print the footer once\n\n> \u{1f916} Made by a robot', as: ['commit', 'pr', 'reply'] },
    { text: ':bug: Retry the upload', options: { shortcodes: false }, as: ['commit', 'pr', 'reply'] },
    { text: 'case ":bug:": return "\\u{1f41b}";', file: 'src/icons.ts', as: ['diff'] },
    { text: 'Write `:bug:`:\n\n```\n:bug: Retry\n```\n', file: 'README.md', as: ['diff'] },
    { text: 'exports[`icon`] = `\u{1f41b}`;', file: 'test/icons.test.ts.snap', as: ['diff'] },
    {
      text: '--- a/done.py\n+++ b/done.py\n@@ -1,2 +1,2 @@\n-print("\u2705 done")\n+print("done")\n # \u{1f389}\n',
      as: ['diff'],
    },
  ],
  bad: [
    {
      text: '\u{1f389} Retry the upload \u{1f389}',
      flags: ['\u{1f389}', '\u{1f389}'],
      fixed: 'Retry the upload',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'fix: :bug: retry the upload',
      flags: [':bug:'],
      fixed: 'fix: retry the upload',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'Number the steps\n\n1\ufe0f\u20e3 install\n2\u20e3 run\n',
      flags: ['1\ufe0f\u20e3', '2\u20e3'],
      fixed: 'Number the steps\n\n1 install\n2 run\n',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'Thank \u{1f469}\u200d\u{1f4bb} for the report',
      flags: ['\u{1f469}\u200d\u{1f4bb}'],
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'Count the votes: \u{1f44d} 12, \u{1f44e} 3',
      flags: ['\u{1f44d}', '\u{1f44e}'],
      as: ['commit', 'pr', 'reply'],
    },
    { text: 'Say `\u{1f44d}`', options: { code: true }, flags: ['\u{1f44d}'], as: ['commit', 'pr', 'reply'] },
    { text: 'retry-\u{1f680}', flags: ['\u{1f680}'], as: ['branch'] },
    {
      text: 'print("\u2705 done") # \u{1f389}',
      file: 'done.py',
      flags: ['\u2705', '\u{1f389}'],
      as: ['diff'],
    },
    { text: '# :rocket: Upload', file: 'README.md', flags: [':rocket:'], as: ['diff'] },
  ],
  *check(document, { shortcodes, code }) {
    if (document.kind === 'diff') {
      yield* checkChange(document, shortcodes, code);
      return;
    }
    const regions = regionsOf(document, code);
    const whole = lazily(() => ({
      judges: JUDGES.test(document.text),
      hasWords: /[\p{L}\p{N}]/u.test(plain(document.text)),
    }));
    for (const hit of document.find(EMOJI, { in: regions })) yield report(document, hit, whole);
    if (!shortcodes) return;
    for (const hit of document.find(SHORTCODES, { in: regions })) yield report(document, hit, whole);
  },
});

/** Judges what people write into files. Names of emoji are drawn in Markdown alone, and not in its code. */
function* checkChange(document: Document, shortcodes: boolean, code: boolean): Generator<Report> {
  const isWritten = ({ start }: Hit) => !isGenerated(document.fileAt(start)?.path ?? '');
  for (const hit of document.find(EMOJI)) if (isWritten(hit)) yield { at: hit, message: messageFor(hit) };
  if (!shortcodes || !document.files.some(isMarkdown)) return;
  let at: { file: FileChange; code: readonly Span[] } | undefined;
  for (const hit of document.find(SHORTCODES)) {
    const file = document.fileAt(hit.start);
    if (!file || !isMarkdown(file) || !isWritten(hit)) continue;
    if (at?.file !== file) at = { file, code: code ? [] : file.hunks.flatMap(codeInHunk) };
    if (!spanAt(at.code, hit.start)) yield { at: hit, message: messageFor(hit) };
  }
}

function isMarkdown({ language }: FileChange): boolean {
  return language === 'markdown';
}

/**
 * A trailer is in: a person in it is known by the address. So is an HTML comment in a commit, since
 * `git log` shows it; the page of a pull request does not.
 */
function regionsOf({ kind }: Document, code: boolean): Region[] {
  const regions: Region[] = ['prose', 'table', 'trailer'];
  if (kind === 'commit') regions.push('comment');
  if (code) regions.push('code', 'fence');
  return regions;
}

/** What a fix has to know of the whole text. */
interface Whole {
  /** It has a no or a light somewhere, so that a yes stands against it. */
  readonly judges: boolean;
  /** Something is left of it without its emoji. */
  readonly hasWords: boolean;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function report(document: Document, hit: Hit, whole: () => Whole): Report {
  return { at: hit, message: messageFor(hit), ...fixOf(document, hit, whole) };
}

function messageFor({ text }: Hit): string {
  return `Unexpected ${text.length > 40 ? 'emoji' : `\`${text}\``}, write it in words`;
}

/** A number in a frame, and the signs of law, which are text without their variation selector. */
const SIGN = /^[\d\u00a9\u00ae\u2122]/;

function fixOf(document: Document, hit: Hit, whole: () => Whole): { fix?: string; unsafe?: true } {
  if (document.kind === 'branch') return {};
  if (SIGN.test(hit.text)) return { fix: hit.text.charAt(0) };
  return isDecoration(document, hit, whole) ? { fix: '' } : { fix: '', unsafe: true };
}

/** A no, or a light of any colour: without it the words say the opposite, or nothing. */
const JUDGES =
  /[\u274c\u274e\u2716\u26d4\u{1f6ab}\u{1f44e}\u{1f6d1}\u{1f534}\u{1f7e0}-\u{1f7e2}]|:(?:no_entry(?:_sign)?|-1|thumbsdown|(?:green|orange|red|yellow)_circle|x):/u;
/** A yes: behind the words it may be all that they are there for. */
const POSITIVE = /^(?:[\u2705\u2714\u2611\u{1f44d}]|:(?:\w*check\w*|\+1|thumbsup):)/u;

const PHRASE_START = /(?:^|[:;.!?()\]|+>#\u2013\u2014-])[\s*_~]*$/;
const PHRASE_END = /^[\s*_~]*(?:[.!?)]|$)/;
/** Letters and digits of all scripts, told by what they are not, and what can begin or end a phrase. */
const WORD_FIRST = /^[\s*_~]*(?:[^\s!-/:-@[-`{-~\u2000-\u2bff\u3000-\u303f\ud800-\udfff]|[`"'([@#])/;
const WORD_LAST = /(?:[^\s!-/:-@[-`{-~\u2000-\u2bff\u3000-\u303f\ud800-\udfff]|[`"')\].!?])[\s*_~]*$/;
/** Words that ask for another: what follows them is no decoration. */
const ASKS_FOR_MORE =
  /\b(?:with|to|by|for|from|the|an?|of|in|on|at|as|like|use|and|or|is|are|add|remove)\s*$/i;

/** Behind it stands its number, or a sentence goes on that speaks of it. */
const SPOKEN_OF = /^[\s*_~]*(?:\d|(?:and|are|instead|is|or|with)\b)/i;

/** How far to look, in UTF-16 units, so that a long line with many emoji takes linear time. */
const SIGHT = 80;

/** Whether the text says the same without it: it opens or closes a phrase that has words of its own. */
function isDecoration(document: Document, { start, end, text }: Hit, whole: () => Whole): boolean {
  const region = document.regionAt(start);
  const inTitle = start < (document.title?.end ?? 0);
  // git and others compare the titles of such commits with what they name.
  if (region !== 'prose' || JUDGES.test(text) || (inTitle && document.shape)) return false;
  const positive = POSITIVE.test(text);
  if (!whole().hasWords || (positive && whole().judges)) return false;
  const head = document.text.slice(Math.max(0, start - SIGHT), start).replace(/^[\s\S]*\n/, '');
  const tail = document.text.slice(end, end + SIGHT).replace(/\r?\n[\s\S]*$/, '');
  // Different ones on a line stand for different things.
  if (apart(head + text + tail, head.length).some((other) => other !== text)) return false;
  const before = plain(head);
  const after = plain(tail);
  if (before.trim() === '' && after.trim() === '') return !inTitle;
  if (SPOKEN_OF.test(after)) return false;
  if (PHRASE_START.test(before) && WORD_FIRST.test(after)) return true;
  if (positive || ASKS_FOR_MORE.test(before)) return false;
  return WORD_LAST.test(before) && PHRASE_END.test(after);
}

/** The emoji of a line with words between them and the one at an offset. */
function apart(line: string, at: number): string[] {
  const signs = [...line.matchAll(sequence())].filter(([found]) => shown().test(found));
  const all = [...signs, ...line.matchAll(SHORTCODE_RUN)].sort((a, b) => a.index - b.index);
  const runs: { own: boolean; texts: string[] }[] = [];
  let behind = -1;
  for (const { 0: text, index } of all) {
    const last = runs.at(-1);
    const run = last && line.slice(behind, index).trim() === '' ? last : { own: false, texts: [] };
    if (run !== last) runs.push(run);
    run.texts.push(...(text.match(/:[^:]+:/g) ?? [text]));
    behind = index + text.length;
    run.own ||= index <= at && at < behind;
  }
  return runs.filter(({ own }) => !own).flatMap(({ texts }) => texts);
}

function plain(text: string): string {
  return text.replace(sequence(), (found) => (shown().test(found) ? '' : found)).replace(SHORTCODE_RUN, '');
}

/**
 * What can be an emoji (UTS #51, ED-17): flags and halves of them, keycaps, and pictographs with their
 * variation selector, skin tone, tags and what is joined to them.
 */
const sequence = () =>
  /\p{RI}{1,2}|[\d#*]\ufe0f?\u20e3|\p{EMod}|\p{ExtPict}[\ufe0e\ufe0f]?\p{EMod}?[\u{e0020}-\u{e007f}]{0,99}(?:\u200d\p{ExtPict}\ufe0f?\p{EMod}?){0,99}/gu;

/**
 * Which of them is drawn as one. Code points that Unicode has set aside for pictographs count, since
 * the tables of this Node may be older than the emoji.
 */
const shown = () =>
  /^[\d#*]|\p{Emoji_Presentation}(?!\ufe0e)|\p{Emoji}(?:\ufe0f|\u200d\p{Emoji})|(?=\p{ExtPict})\p{Cn}(?!\ufe0e)/u;

const EMOJI: Matcher = {
  *matches(text) {
    if (!/[^\0-\x7f]/.test(text)) return;
    for (const { index, 0: found } of text.matchAll(sequence())) {
      if (shown().test(found)) yield { start: index, end: index + found.length };
    }
  },
};

/** Neither part of a time, a path or a name with colons, nor a role of reStructuredText. */
const SHORTCODE_RUN = /(?<![\w:/])(?::[a-z\d_+-]{1,40}:){1,20}(?![\w:`])/g;

const SHORTCODES: Matcher = {
  *matches(text) {
    for (const { index, 0: run } of text.matchAll(SHORTCODE_RUN)) {
      for (const { index: offset, 0: found, 1: name = '' } of run.matchAll(/:([^:]+):/g)) {
        known ??= new Set(NAMES.trim().split(/\s+/));
        if (known.has(name)) yield { start: index + offset, end: index + offset + found.length };
      }
    }
  },
};

let known: Set<string> | undefined;

/** Those of gitmoji, and the usual ones of GitHub and Slack that are not also words of code. */
const NAMES = `
  +1 -1 100 1st_place_medal 2nd_place_medal 3rd_place_medal adhesive_bandage airplane alarm_clock alembic
  alien ambulance angry apple arrow_double_down arrow_double_up arrow_down arrow_forward
  arrow_heading_down arrow_heading_up arrow_left arrow_lower_right arrow_right arrow_right_hook arrow_up
  arrow_upper_right arrows_clockwise arrows_counterclockwise art astonished astronaut atom_symbol avocado
  baby baby_chick balloon ballot_box_with_check banana bangbang bar_chart basket basketball battery beer
  beers bell bento biohazard bird birthday black_circle black_heart blossom blowfish blue_circle
  blue_heart blush bomb bookmark bookmark_tabs books boom brain bricks broken_heart broom bug
  building_construction bulb burrito busts_in_silhouette butterfly cactus cake calendar call_me_hand camel
  camera_flash candle card_file_box card_index_dividers cat champagne chart_with_downwards_trend
  chart_with_upwards_trend checkered_flag cheese cherries cherry_blossom chicken children_crossing
  christmas_tree clap clapper clinking_glasses clipboard closed_lock_with_key cloud clown_face cocktail
  coffee coffin cold_sweat comet compass computer confetti_ball confounded confused construction
  construction_worker cookie cowboy_hat_face crab credit_card crescent_moon crocodile crossed_fingers
  crossed_swords cry crystal_ball cupid dagger dart deciduous_tree desktop_computer detective disappointed
  dizzy dizzy_face dna dog dollar dolphin doughnut dragon dragon_face drooling_face droplet dvd eagle
  earth_africa earth_americas earth_asia egg eggplant electric_plug elephant envelope euro evergreen_tree
  exclamation exploding_head expressionless eyes face_with_monocle facepalm facepunch fallen_leaf
  fast_forward fearful file_folder fire fire_engine fish fist flashlight floppy_disk flushed football
  four_leaf_clover fox_face fries frog frowning game_die gear gem ghost gift gift_heart
  globe_with_meridians goal_net gorilla grapes green_apple green_circle green_heart green_square
  grey_exclamation grey_question grimacing grin grinning guitar gun hamburger hammer hammer_and_pick
  hammer_and_wrench handshake hankey hatching_chick headphones hear_no_evil heart heart_eyes heartbeat
  heartpulse heavy_check_mark heavy_heart_exclamation heavy_minus_sign heavy_multiplication_x
  heavy_plus_sign helicopter herb honeybee horse hot_pepper hourglass hourglass_flowing_sand hugs hushed
  ice_cream inbox_tray information_source innocent interrobang iphone jack_o_lantern jigsaw joy joystick
  keyboard keycap_ten kissing_heart koala label ladybug large_blue_circle large_blue_diamond
  large_orange_diamond laughing leaves ledger leftwards_arrow_with_hook lemon lion lipstick lizard lock
  lollipop loud_sound loudspeaker lying_face mag mag_right mage magnet mailbox man_astronaut
  man_facepalming man_shrugging man_technologist maple_leaf medal_sports mega memo metal microphone
  microscope minidisc money_with_wings moneybag monkey monkey_face monocle_face movie_camera muscle
  mushroom musical_note mute nail_care nauseated_face necktie nerd_face neutral_face newspaper ninja
  no_bell no_entry no_entry_sign no_mouth notebook notes nut_and_bolt ocean octocat octopus ok_hand
  old_key open_book open_file_folder orange_circle orange_heart outbox_tray owl package page_facing_up
  page_with_curl palm_tree panda_face paperclip paperclips partly_sunny partying_face passport_control
  paw_prints peace_symbol peach pencil pencil2 penguin performing_arts persevere pill pineapple pizza
  pleading_face point_down point_left point_right point_up police_car poop popcorn pray printer punch
  purple_circle purple_heart pushpin question rabbit radioactive rage rainbow raised_hand raised_hands
  raising_hand recycle red_circle red_square rewind robot rocket rofl roll_eyes rose rotating_light
  round_pushpin safety_vest sailboat santa satellite satisfied scissors scream scroll see_no_evil seedling
  selfie shark shield ship shipit shrimp shrug shushing_face signal_strength skin-tone-2 skin-tone-3
  skin-tone-4 skin-tone-5 skin-tone-6 skull skull_and_crossbones sleeping slightly_smiling_face
  small_blue_diamond small_red_triangle smile smiley smiley_cat smiling_imp smirk snake sneezing_face
  snowflake snowman sob soccer sos sparkle sparkles sparkling_heart speak_no_evil speech_balloon sponge
  squid star star2 star_struck stethoscope stopwatch straight_ruler strawberry stuck_out_tongue sunflower
  sunglasses sunny superhero supervillain sweat_smile syringe t-rex taco tada taxi technologist telephone
  telescope test_tube thinking thread thumbsdown thumbsup thunder_cloud_and_rain ticket tiger tired_face
  toolbox traffic_light triangular_flag_on_post triangular_ruler triumph trophy tropical_drink
  tropical_fish truck tulip turtle twisted_rightwards_arrows two_hearts umbrella unamused unicorn unlock
  upside_down_face vertical_traffic_light video_game vulcan_salute warning wastebasket watermelon wave
  weary whale whale2 wheelchair white_check_mark white_circle white_heart wine_glass wink
  woman_facepalming woman_shrugging woman_technologist world_map worried wrench yellow_circle yellow_heart
  yum zany_face zap zombie zzz
`;
