import { z } from 'zod';
import type { PullRequest } from '../subject.ts';
import { Trouble } from '../trouble.ts';

/** What bylaw reads of a `pull_request` payload (docs.github.com, webhook events and payloads). */
const github = z
  .object({
    action: z.string().optional(),
    pull_request: z.object({
      title: z.string(),
      body: z.string().nullish(),
      draft: z.boolean().optional(),
      user: z.object({ login: z.string() }).nullish(),
      head: z.object({ ref: z.string() }).optional(),
      base: z.object({ ref: z.string() }).optional(),
      labels: z.array(z.object({ name: z.string() })).optional(),
      additions: z.int().optional(),
      deletions: z.int().optional(),
      changed_files: z.int().optional(),
    }),
  })
  .transform(({ action, pull_request: pull }) => ({
    kind: 'pr' as const,
    title: pull.title,
    body: pull.body ?? '',
    draft: pull.draft,
    isNew: action === undefined ? undefined : action === 'opened',
    author: pull.user?.login,
    branch: pull.head?.ref,
    base: pull.base?.ref,
    labels: pull.labels?.map((label) => label.name),
    changedLines: pull.additions === undefined ? undefined : pull.additions + (pull.deletions ?? 0),
    changedFiles: pull.changed_files,
  }));

/** What bylaw reads of a merge request payload (docs.gitlab.com, webhook events). */
const gitlab = z
  .object({
    object_kind: z.literal('merge_request'),
    user: z.object({ username: z.string() }).optional(),
    labels: z.array(z.object({ title: z.string() })).optional(),
    object_attributes: z.object({
      title: z.string(),
      description: z.string().nullish(),
      draft: z.boolean().optional(),
      action: z.string().optional(),
      source_branch: z.string().optional(),
      target_branch: z.string().optional(),
    }),
  })
  .transform(({ object_attributes: merge, user, labels }) => ({
    kind: 'pr' as const,
    title: merge.title,
    body: merge.description ?? '',
    draft: merge.draft,
    isNew: merge.action === undefined ? undefined : merge.action === 'open',
    author: user?.username,
    branch: merge.source_branch,
    base: merge.target_branch,
    labels: labels?.map((label) => label.title),
  }));

const event = z.union([github, gitlab]);

/**
 * The pull request of an event that a host gave to its CI.
 * @throws Trouble where the payload holds none
 */
export function pullRequestFromEvent(text: string, file: string): PullRequest {
  const result = event.safeParse(json(text, file));
  if (result.success) return result.data as PullRequest;
  throw new Trouble(`No pull request in ${file}, give the payload of a pull_request event`);
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(`Not JSON in ${file}, give the event payload as the CI wrote it`);
  }
}
