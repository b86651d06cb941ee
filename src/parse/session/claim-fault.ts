const FAULT =
  /\b(?:bugs?|crash\w*|errors?|fail(?:s|ed|ing|ures?)?|broken|breaks?|hang(?:s|ing)?|hung|stuck|exceptions?|leak(?:s|ing)?|flaky|regress\w*|time(?:s|d)? ?out|timeouts?|wrong|issue|problem|500|404|not working|(?:doesn|isn|don|can|won)['\u2019]t|slow(?:er)?|segfaults?|panics?)\b/i;

/** Whether what a person says speaks of a fault of a program. */
export function namesFault(prompt: string): boolean {
  return FAULT.test(prompt);
}
