import type { DiffLine, FileChange } from '../diff.ts';
import type { Head } from './type-head.ts';

/** An interface of Go, or the methods of a type. */
interface Methods {
  readonly name: string;
  readonly file: FileChange;
  readonly line: DiffLine;
  readonly methods: Set<string>;
  /** It takes in other interfaces, or types, so that not all of its methods stand here. */
  embeds: boolean;
}

/**
 * The interfaces of Go files, and an implementation for each type that has all the methods of one. A single
 * method is no sign of that: too many types have one of its name by chance.
 */
export function goHeads(files: readonly FileChange[]): Head[] {
  const interfaces: Methods[] = [];
  const types = new Map<string, Methods>();
  for (const file of files) readMethods(file, interfaces, types);

  const byMethod = new Map<string, Methods[]>();
  for (const type of types.values()) {
    for (const method of type.methods) {
      byMethod.set(method, [...(byMethod.get(method) ?? []).slice(-MOST_TYPES), type]);
    }
  }
  return interfaces.flatMap(({ name, file, line, methods, embeds }) => {
    const [first] = methods;
    const near = embeds || methods.size < 2 || first === undefined ? [] : (byMethod.get(first) ?? []);
    const users = near.filter((type) => [...methods].every((method) => type.methods.has(method)));
    const parts = { isImplementation: false, isBlanket: false };
    return [
      { file, line, name, abstraction: 'interface', bases: [], ...parts },
      ...users.map((user) => ({
        file: user.file,
        line: user.line,
        name: user.name,
        abstraction: null,
        bases: [name],
        ...parts,
        isImplementation: true,
      })),
    ];
  });
}

/** Types looked at for one method. */
const MOST_TYPES = 20;

function readMethods(file: FileChange, interfaces: Methods[], types: Map<string, Methods>): void {
  const folder = file.path.replace(/[^/]*$/, '');
  for (const hunk of file.hunks) {
    let open: Methods | undefined;
    for (const line of hunk) {
      if (line.type === 'removed') continue;
      const text = line.text.slice(0, 300);
      const [, name] = /^(?:type |\t)(\w+) interface \{$/.exec(text) ?? [];
      const [, type, own = ''] = /^func \((?:\w+ )?\*?(\w+)(?:\[[^\]]*\])?\) (\w+)\(/.exec(text) ?? [];
      if (name !== undefined) {
        open = { name, file, line, methods: new Set(), embeds: false };
        interfaces.push(open);
      } else if (type !== undefined) {
        open = undefined;
        // Types of other packages may have the same name.
        const known = types.get(folder + type) ?? {
          name: type,
          file,
          line,
          methods: new Set(),
          embeds: false,
        };
        types.set(folder + type, known);
        known.methods.add(own);
      } else if (/^\t?\}/.test(text)) {
        open = undefined;
      } else if (open) {
        const method = /^\t+(\w+)\(/.exec(text)?.[1];
        if (method !== undefined) open.methods.add(method);
        else if (/^\t+[\w*~.]/.test(text)) open.embeds = true;
      }
    }
  }
}
