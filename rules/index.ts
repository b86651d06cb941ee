import type { AnyRule } from '../src/rule.ts';
import maxChange from './max-change.ts';
import maxLineLength from './max-line-length.ts';
import maxOption from './max-option.ts';
import maxSentenceWords from './max-sentence-words.ts';
import maxTitleLength from './max-title-length.ts';
import maxWords from './max-words.ts';
import noAiAttribution from './no-ai-attribution.ts';
import noAssumption from './no-assumption.ts';
import noBlindRetry from './no-blind-retry.ts';
import noCoauthor from './no-coauthor.ts';
import noCommand from './no-command.ts';
import noCommentedCode from './no-commented-code.ts';
import noDeadReference from './no-dead-reference.ts';
import noDestructiveGit from './no-destructive-git.ts';
import noEmoji from './no-emoji.ts';
import noFiller from './no-filler.ts';
import noFixup from './no-fixup.ts';
import noFlag from './no-flag.ts';
import noFlattery from './no-flattery.ts';
import noHedging from './no-hedging.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noMention from './no-mention.ts';
import noMixedChange from './no-mixed-change.ts';
import noNarration from './no-narration.ts';
import noNewAbstraction from './no-new-abstraction.ts';
import noObviousComment from './no-obvious-comment.ts';
import noPath from './no-path.ts';
import noPattern from './no-pattern.ts';
import noRepetition from './no-repetition.ts';
import noSection from './no-section.ts';
import noTitlePeriod from './no-title-period.ts';
import noUselessSuppression from './no-useless-suppression.ts';
import noWeakenedTest from './no-weakened-test.ts';
import noWords from './no-words.ts';
import preferBullets from './prefer-bullets.ts';
import preferCommand from './prefer-command.ts';
import preferImperative from './prefer-imperative.ts';
import preferPath from './prefer-path.ts';
import requireAfter from './require-after.ts';
import requireApproval from './require-approval.ts';
import requireBefore from './require-before.ts';
import requireBlankLine from './require-blank-line.ts';
import requireBody from './require-body.ts';
import requireBranchName from './require-branch-name.ts';
import requireDiagram from './require-diagram.ts';
import requireDraft from './require-draft.ts';
import requireEvidence from './require-evidence.ts';
import requireFlag from './require-flag.ts';
import requireLineReference from './require-line-reference.ts';
import requireMention from './require-mention.ts';
import requireNumbers from './require-numbers.ts';
import requirePath from './require-path.ts';
import requireReproduction from './require-reproduction.ts';
import requireSection from './require-section.ts';
import requireTicket from './require-ticket.ts';
import requireTitleFormat from './require-title-format.ts';
import requireTrailer from './require-trailer.ts';

const list: readonly AnyRule[] = [
  // One line for each rule, in the order of their ids.
  maxChange,
  maxLineLength,
  maxOption,
  maxSentenceWords,
  maxTitleLength,
  maxWords,
  noAiAttribution,
  noAssumption,
  noBlindRetry,
  noCoauthor,
  noCommand,
  noCommentedCode,
  noDeadReference,
  noDestructiveGit,
  noEmoji,
  noFiller,
  noFixup,
  noFlag,
  noFlattery,
  noHedging,
  noInvisibleCharacters,
  noMention,
  noMixedChange,
  noNarration,
  noNewAbstraction,
  noObviousComment,
  noPath,
  noPattern,
  noRepetition,
  noSection,
  noTitlePeriod,
  noUselessSuppression,
  noWeakenedTest,
  noWords,
  preferBullets,
  preferCommand,
  preferImperative,
  preferPath,
  requireAfter,
  requireApproval,
  requireBefore,
  requireBlankLine,
  requireBody,
  requireBranchName,
  requireDiagram,
  requireDraft,
  requireEvidence,
  requireFlag,
  requireLineReference,
  requireMention,
  requireNumbers,
  requirePath,
  requireReproduction,
  requireSection,
  requireTicket,
  requireTitleFormat,
  requireTrailer,
];

/** Every built-in rule by its id. */
export const rules: ReadonlyMap<string, AnyRule> = new Map(list.map((rule) => [rule.id, rule]));
