import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { positions } from '../position.ts';
import { Trouble } from '../trouble.ts';
import type { Place } from './wrong.ts';

/**
 * Reads the JSON text of a configuration.
 * @param name how messages name the file; `key` is the key inside it that holds the configuration
 * @throws Trouble that names file and line
 */
export function readJson(text: string, name: string, key?: string): { value: unknown; place: Place } {
  const errors: ParseError[] = [];
  if (nesting(text) > NESTING_LIMIT) throw new Trouble(`Too deep nesting in ${name}, write it less deep`);
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const at = positions(text);
  const line = (offset: number) => `${name}:${at(offset).line}`;
  const [error] = errors;
  if (error) throw new Trouble(`Not JSON in ${line(error.offset)}: ${printParseErrorCode(error.error)}`);
  const root = key === undefined ? tree : tree && findNodeAtLocation(tree, [key]);
  return { value: root && getNodeValue(root), place: (path) => line(nodeAt(root, path)?.offset ?? 0) };
}

/** Deeper than any configuration, and far less than the parser can take. */
const NESTING_LIMIT = 100;

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}

/** The innermost node on the way that is there. */
function nodeAt(root: Node | undefined, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = root && findNodeAtLocation(root, path.slice(0, length) as (string | number)[]);
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return root;
}
