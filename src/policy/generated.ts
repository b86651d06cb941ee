import { globs } from './glob.ts';

/** Globs of lock files, snapshots of tests, vendored code and what a build makes: nobody writes them by hand. */
export const GENERATED: readonly string[] = [
  '*.lock',
  '*-lock.json',
  '*-lock.yaml',
  'bun.lockb',
  'go.sum',
  '*.lockfile',
  'npm-shrinkwrap.json',
  'packages.lock.json',
  'Package.resolved',
  'Cartfile.resolved',
  'gradle-verification-metadata.xml',
  '*.snap',
  '**/__snapshots__/**',
  '*.min.js',
  '*.min.css',
  '*.map',
  '*.pb.go',
  '*_pb2.py',
  '*_pb2_grpc.py',
  '*.g.dart',
  '*.freezed.dart',
  '*.generated.*',
  '**/generated/**',
  '**/__generated__/**',
  '**/dist/**',
  '**/vendor/**',
  '**/node_modules/**',
];

let last = { path: '', is: false };

/** Whether a path is one of these. Asked again of the same path, as for each place in a file, it knows the answer. */
export function isGenerated(path: string): boolean {
  if (path !== last.path) last = { path, is: globs(GENERATED, path) };
  return last.is;
}
