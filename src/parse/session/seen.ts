import { baseName } from '../path.ts';
import type { SessionEvent } from './event.ts';
import { plainPath } from './step.ts';

/** The files that an agent has seen in a session: those it read or wrote, and those that a run names. */
export class Seen {
  readonly #paths = new Set<string>();
  readonly #names = new Set<string>();

  add(event: SessionEvent): void {
    if (event.kind === 'read' || event.kind === 'edit') this.#paths.add(plainPath(event.path));
    // What a search prints, or `git diff`, names the files whose lines it shows.
    else if (event.kind === 'run') this.#addNames(`${event.command}\n${event.output}`);
    else if (event.kind === 'tool') this.#addNames(event.input);
  }

  has(path: string): boolean {
    return this.#paths.has(plainPath(path)) || this.#names.has(baseName(path));
  }

  #addNames(text: string): void {
    for (const [name] of text.matchAll(/[\w.@+-]+/g)) this.#names.add(name);
  }
}
