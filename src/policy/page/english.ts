/** Letters of scripts that English is not written in. */
const OTHER_SCRIPT = /[\u0370-\u06ff\u0900-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;
/** Small words of other languages in Latin letters that are none in English. */
const OTHER_WORD =
  /\b(?<![\u00c0-\u017f])(?:nicht|keine?[nrs]?|immer|niemals|und|der|das|mit|f\u00fcr|oder|pas|jamais|toujours|les|une|avec|pour|dans|siempre|nunca|los|las|una|para|con|del|n\u00e3o|sempre|com|uma|non|mai|gli|della|niet|geen|altijd|het|voor|een|inte|aldrig|alltid|och|ikke|aldri|alltid|nie|zawsze|nigdy)(?![\w\u00c0-\u017f])/gi;
const ENGLISH_WORD =
  /\b(?:the|a|an|of|to|in|and|for|is|are|be|not|no|use|never|always|when|with|or|must|should|do|don't|avoid|keep|write|it|you|your|all|only|only|if)\b/gi;

/** Whether a sentence is not in English, so that its words are not what they look like. */
export function isForeign(text: string): boolean {
  const others = text.match(OTHER_SCRIPT)?.length ?? 0;
  if (others >= 4 && others * 3 > text.length / 2) return true;
  const foreign = text.match(OTHER_WORD)?.length ?? 0;
  return foreign > 0 && foreign > (text.match(ENGLISH_WORD)?.length ?? 0);
}
