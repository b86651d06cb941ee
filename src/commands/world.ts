/** What a command may know of the world around it. */
export interface World {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a person looks at standard output. */
  readonly terminal: boolean;
  /** Colour where a terminal is and NO_COLOR is not (no-color.org). */
  readonly color: boolean;
}

export function thisWorld(): World {
  const { env } = process;
  const terminal = process.stdout.isTTY === true;
  const wanted = env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : terminal && env.TERM !== 'dumb';
  return { cwd: process.cwd(), env, terminal, color: wanted && !env.NO_COLOR };
}
