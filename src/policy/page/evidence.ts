import type { ClaimKind } from '../../parse/session/claim-words.ts';
import type { Reading } from '../../rule.ts';
import type { Directive } from './directive.ts';

/** To say that something is so, of one's own work. */
const CLAIM =
  '(?:claim(?:s|ed|ing)?|declar(?:e|es|ed|ing)|assert(?:s|ed|ing)?|announc(?:e|ing)|report(?:s|ed|ing)?|say(?:s|ing)?|stat(?:e|es|ing)|mark(?:s|ed|ing)?|call(?:s|ing)?|tell(?:ing)?|conclud(?:e|ing)|consider(?:ed|ing)?|infer(?:ring)?)';
const DONE =
  '(?:done|complet(?:e|ed|ion)|finished|fixed|resolved|success(?:ful(?:ly)?)?|works?|working|verified|pass(?:es|ing)?|green|ready|true|claims?|results?|performance|faster|improvements?|speed-?ups?)';
const SHOWN =
  '(?:evidence|proof|prov(?:e|en|ing)|verif(?:y|ying|ied|ication)|demonstrat\\w+|test(?:s|ed|ing)?|run(?:ning|s)?|ran|output|check(?:s|ed|ing)?|measur\\w+|benchmark\\w*|confirm\\w*|reproduc\\w+|validat\\w+|tried|trying|seen|logs?|metrics|numbers)';

/** A claim is forbidden as long as nothing shows it. */
const BARRED = new RegExp(
  `\\b${CLAIM}\\b[^.;]{0,80}\\b${DONE}\\b[^.;]{0,60}\\b(?:without|until|unless|before|if you (?:have|did)(?: not|n['\u2019]t))\\b[^.;]{0,60}\\b(?:${SHOWN}|conditions? (?:is|are) met)\\b|\\b${CLAIM}\\b[^.;]{0,60}\\b${DONE}\\b[^.;]{0,30}\\b(?:if|when|while|with)\\b[^.;]{0,30}\\b(?:fail(?:s|ing|ed|ures?)?|broken|red)\\b|\\b(?:unverified|untested|unproven|unsupported)\\b[^.;]{0,30}\\b(?:claims?|completion)\\b|\\b${CLAIM}\\b[^.;]{0,60}\\b(?:unless|without|until)\\b[^.;]{0,30}\\b(?:evidence|proof|verif\\w+|demonstrat\\w+|running|ran|run)\\b|\\b(?:completion |success |performance )?claims? without\\b[^.;]{0,40}\\b${SHOWN}\\b`,
);
const INVENTED =
  /\b(?:fabricat\w*|invent\w*|lie about|misreport\w*|misrepresent\w*|hallucinat\w*|mak(?:e|ing) up|fak(?:e|ing))\b[^.;]{0,80}\b(?:test results?|results|outputs?|evidence|benchmarks?|measurements?|metrics)\b/;
/** What shows a claim comes before it. */
const FIRST = new RegExp(
  `\\b(?:evidence|verif(?:y|ication)|proof|prove|confirm|validate|demonstrate)\\b[^.;]{0,90}\\bbefore\\b[^.;]{0,30}\\b(?:(?:claim|assert|declar|announc)\\w*|(?:saying|stating|reporting|calling|marking)\\b[^.;]{0,30}\\b${DONE})\\b|\\bbefore (?:claiming|declaring|asserting|announcing|reporting|stating|saying)\\b[^.;]{0,40}\\b${DONE}\\b[^.;]{0,10},[^.;]{0,60}\\b${SHOWN}\\b|\\b(?:evidence|verification) before (?:claims?|assertions?|completion)\\b`,
);
const BACKED =
  /\bprove (?:it|them|everything|your claims?) (?:with|by)\b[^.;]{0,30}\b(?:logs?|metrics|benchmarks?|evidence|tests|data|numbers|outputs?)\b|\b(?:back|support|substantiate)\b[^.;]{0,40}\b(?:claims?|it|them|everything)\b[^.;]{0,20}\b(?:with|by)\b[^.;]{0,30}\b(?:evidence|logs|metrics|benchmarks|outputs?|tests|data|proof|numbers)\b|\bcompletion must (?:contain|include|show)\b|\bonly (?:claim|report|say|state)\b[^.;]{0,60}\b(?:verified|tested|ran|run|confirmed|observed|measured)\b|\b(?:show|include|paste|quote|provide)\b[^.;]{0,30}\b(?:outputs?|evidence|logs?|proof)\b[^.;]{0,30}\b(?:when(?:ever)?|if|for|before|with)\b[^.;]{0,30}\b(?:claim\w*|say|saying|report\w*|assert\w*|complet\w+|done)\b/;
/** Of commands that it names, others hold that they run. */
const TRIED = new RegExp(
  `\\b(?:run|test|check|try)\\b[^.;]{0,20}\\b(?:tests?|checks?|verification|it|code|changes?)\\b[^.;]{0,60}\\bbefore\\b[^.;]{0,12}\\b(?:claim|declar|announc|assert)\\w*\\b[^.;]{0,30}\\b${DONE}\\b`,
);
/** Told as a fact, it is a wish all the same. */
const NEEDED =
  /\bclaims?\b[^.;]{0,40}\b(?:needs?|requires?|must (?:have|be backed|be supported|contain|include|show))\b[^.;]{0,40}\b(?:evidence|proof|outputs?|verification)\b/i;
const DISCLOSED =
  /\b(?:state|report|say|list|disclose|mention|note|tell|admit|flag)\b[^.;]{0,40}\b(?:what (?:was|has|have|is|you|could|were)\b[^.;]{0,30}\b(?:not|n['\u2019]t)\b[^.;]{0,12}\b(?:verif(?:y|ied)|run|test(?:ed)?|check(?:ed)?|ran|validated?|measured?)|(?:checks|tests|commands|steps) (?:that (?:were )?)?not run|(?:is|was|were) not (?:verified|tested|measured|run))\b|\bif (?:you )?(?:could|can|did|have)(?: not|n['\u2019]t|not)\b[^.;]{0,10}\b(?:run|verif(?:y|ied)|test(?:ed)?|check(?:ed)?|confirm(?:ed)?|validated?|measured?)\b[^.;]{0,40}\b(?:say|state|report|note|tell|admit)\b/;
const CAUSES = /\b(?:flaky|pre-?existing|environmental|not my (?:diff|change)|unrelated)\b/i;

/** What a sentence names, and the claims that it means by it; a sentence that names none means all. */
const NAMES: readonly (readonly [RegExp, readonly ClaimKind[]])[] = [
  [
    /\btests?\b[^.;]{0,12}\bpass|\bpassing tests?|\btest results?\b|\btests are green/i,
    ['tests-pass', 'ran'],
  ],
  [/\bbuilds?\b[^.;]{0,12}\b(?:pass|succeed|work|clean|green)/i, ['builds']],
  [/\blint/i, ['lint-clean']],
  [/\btype-?checks?\b[^.;]{0,12}\bpass/i, ['types-check']],
  [/\b(?:bug|issue|problem|it is|it['\u2019]s)\b[^.;]{0,12}\b(?:fixed|resolved)|["\u201c]fixed/i, ['fixed']],
  [/\bworks?\b|\bworking\b/i, ['verified', 'fixed']],
  [/\bperformance|\bfaster|\bspeed|\bbenchmark (?:numbers|results|figures)/i, ['faster']],
  [/\bregressions?\b/i, ['no-regressions']],
  [CAUSES, ['pre-existing']],
];
/** Words for any claim. */
const ANY = /\b(?:success\w*|verified|claims(?! about)|assertions?|ready)\b/i;

/** Which claims a sentence of a page wants evidence for: `Never claim that tests pass without running them`. */
export function evidencedClaims(directive: Directive): Reading<{ claims: ClaimKind[] }> | null {
  const { text } = directive;
  if (!HINT.test(text) || ELSEWHERE.test(text)) return null;
  const isWanted =
    (directive.forbids(BARRED) && (ABOUT_WORK.test(text) || CAUSES.test(text))) ||
    directive.forbids(INVENTED) ||
    directive.demands(FIRST) ||
    directive.demands(BACKED) ||
    directive.demands(DISCLOSED) ||
    NEEDED.test(text) ||
    (directive.demands(TRIED) && !text.includes('`')) ||
    isRerun(text);
  return isWanted ? { severity: 'warn', ...optionsFor(text) } : null;
}

const HINT =
  /claim|tell|lie about|evidence|verif|prove|proof|report|say|state|declar|assert|mark|fabricat|invent|flaky|pre-?existing/i;
/** Claims about a text, a product or a source, which no run shows. */
const ELSEWHERE =
  /\b(?:from the (?:code|source|docs?)|source documents?|citations?|cite|marketing|statistics|customers?|competitors?|suite is broken)\b|^\W*run [`$]/i;
const ABOUT_WORK = new RegExp(`\\b${DONE}\\b|\\bperformance\\b|\\bfaster\\b|\\btests?\\b`, 'i');

function optionsFor(text: string): { options?: { claims: ClaimKind[] } } {
  const said = text.replace(/["\u201c][^"\u201d]*["\u201d]/g, '');
  const named = NAMES.flatMap(([name, kinds]) => (name.test(text) ? kinds : []));
  if (DONE_WORDS.test(text)) return { options: { claims: [...new Set([...OF_DONE, ...named])] } };
  const isAny = ANY.test(said) && !/\bperformance claims?\b/i.test(text) && !CAUSES.test(text);
  return named.length === 0 || isAny ? {} : { options: { claims: [...new Set(named)] } };
}

const DONE_WORDS = /\b(?:done|complet(?:e|ed|ion)|finished)\b/i;
/** Who says that something is done says so in these ways. */
const OF_DONE: readonly ClaimKind[] = ['done', 'verified', 'fixed', 'tests-pass'];

/** `You may not say "flaky" or "pre-existing" until the re-run completes`. */
function isRerun(text: string): boolean {
  return (
    CAUSES.test(text) &&
    /\b(?:(?:may|must|can|do|should) not|cannot|don['\u2019]t|never|no)\b[^.;]{0,40}\b(?:state|say|claim|call|conclude|blame|assume|dismiss|label)\w*\b/i.test(
      text,
    ) &&
    /\b(?:until|without|before|unless)\b[^.;]{0,60}\b(?:re-?run|verif|evidence|check|stash|run|proof|prov)/i.test(
      text,
    )
  );
}
