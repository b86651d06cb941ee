/**
 * bylaw could not judge: bad usage, bad configuration, an input it cannot read. Exit code 2.
 * The message says what failed and what to do next. Told by its name, since each bundle has its own class.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  static is(error: unknown): error is Trouble {
    return error instanceof Error && error.name === 'Trouble';
  }
}
