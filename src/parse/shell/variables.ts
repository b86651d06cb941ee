/**
 * The variables that a line sets to literal values, as far as they are certain. A value of null is one that
 * nobody can tell before the line runs; a variable that the line does not set has none either.
 */
export class Variables {
  readonly #own = new Map<string, string | null>();
  readonly #outer: Variables | null;
  readonly #seesOuter: boolean;
  #isForgotten = false;

  private constructor(outer: Variables | null, seesOuter: boolean) {
    this.#outer = outer;
    this.#seesOuter = seesOuter;
  }

  static empty(): Variables {
    return new Variables(null, false);
  }

  /** Those of a subshell, or of commands that may not run: drop them, or `settle` them as unknown. */
  child(): Variables {
    return new Variables(this, true);
  }

  /** Those of a body that runs again, or later: what it finds set may have been set by itself. */
  body(): Variables {
    return new Variables(this, false);
  }

  get(name: string): string | null {
    for (let at: Variables | null = this; at; at = at.#outer) {
      const value = at.#own.get(name);
      if (value !== undefined) return value;
      if (at.#isForgotten || !at.#seesOuter) return null;
    }
    return null;
  }

  set(name: string, value: string | null): void {
    this.#own.set(name, value);
  }

  /** After a script of which nobody knows what it sets. */
  forget(): void {
    this.#own.clear();
    this.#isForgotten = true;
  }

  /** The commands of this child may have run or not: what they set is unknown outside. */
  settle(): void {
    if (this.#isForgotten) this.#outer?.forget();
    for (const name of this.#own.keys()) this.#outer?.set(name, null);
  }
}
