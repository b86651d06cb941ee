// How bylaw's own answers to agents begin, by which readers of transcripts know them again.

/** To a command: it never ran. */
export const NOT_RUN = 'bylaw: this command breaks the policy and was not run.';

/** At a stop: where an agent brings it as a prompt, no person wrote it. Claude Code puts the first words before it anyway. */
export const SENT_BACK = 'Stop hook feedback: bylaw sends this turn back, it breaks the policy.';
