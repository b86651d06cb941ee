/**
 * What the world around a command line tells. Each part may be absent: then what needs it stays unknown.
 * Folders count from that of the line, '' for that one itself.
 */
export interface Sources {
  /** What a file holds; null where it cannot be read, or is no text of at most a megabyte. */
  readonly text?: ((path: string, folder: string) => string | null) | undefined;
  /** The message of a commit as it is recorded; null where there is no such commit. */
  readonly message?: ((revision: string, folder: string) => string | null) | undefined;
  /** What a git alias stands for; null where there is none of that name. */
  readonly alias?: (name: string) => string | null;
  /** `commit.cleanup` */
  readonly cleanup?: string | undefined;
  /** `core.commentString` or `core.commentChar` */
  readonly commentString?: string | undefined;
  /** `user.name` and `user.email`, or those of the committer alone. */
  readonly committer?: { readonly name: string | undefined; readonly email: string | undefined };
  /** The environment that the line runs in. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
}
