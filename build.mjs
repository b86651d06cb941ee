// Builds dist/: the library as ES modules with types, and the command as CommonJS files that start fast.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

// Modules that a hook seldom needs. Each becomes a file of its own, loaded when one of its functions is
// first called: everywhere else the import becomes a door. They may export nothing but functions.
const doors = [
  'src/attribution/attribution.ts',
  'src/hook-agent.ts',
  'src/main.ts',
  'src/parse/markdown.ts',
  'src/parse/session/notation.ts',
  'src/parse/shell/parse.ts',
  'src/policy/code.ts',
  'src/policy/glob.ts',
  'src/policy/make.ts',
  'src/policy/pattern.ts',
  'src/pre-commit.ts',
  'src/pre-push.ts',
  'src/read/event.ts',
  'src/read/record.ts',
].map((file) => resolve(file));

rmSync('dist', { recursive: true, force: true });
const types = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src'], {
  stdio: 'inherit',
});
if (types.status !== 0) process.exit(1);

const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
  // It loads files of its own, so it stays a package beside.
  external: ['jiti'],
};
const functions = new Map();
for (const file of doors) {
  const { metafile } = await build({
    ...common,
    entryPoints: [file],
    format: 'esm',
    write: false,
    metafile: true,
  });
  functions.set(file, Object.values(metafile.outputs)[0].exports);
}
// A hook holds the rules on what it judges; of the others it knows the names. What only people and the
// configuration read of a rule has no place in it. The house test holds the order of keys that this goes by.
const leanPlugin = (kinds) => ({
  name: 'lean',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]rules[\\/][a-z-]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (basename(path) === 'index.ts') return { contents: rulesOn(kinds, source), loader: 'ts' };
      const contents = source
        .replace(/\n {2}summary: [\s\S]*?(?=\n {2}subjects: )/, '')
        .replace(/\n {2}(?:options|reads|good): [\s\S]*?(?=\n {2}\*?check\()/, '');
      return { contents, loader: 'ts' };
    });
  },
});

function rulesOn(kinds, source) {
  return source.replace(/^import (\w+) from '\.\/([\w-]+)\.ts';$/gm, (line, variable, id) => {
    const [, subjects] = /\n {2}subjects: \[([^\]]*)\]/.exec(readFileSync(`rules/${id}.ts`, 'utf8'));
    const isHeld = kinds.some((kind) => subjects.includes(`'${kind}'`));
    return isHeld ? line : `const ${variable} = { id: '${id}', subjects: [], check: () => [] };`;
  });
}

const name = (file) => `${basename(file, '.ts')}.cjs`;

const doorPlugin = {
  name: 'door',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
      const file = resolve(resolveDir, path);
      return kind !== 'entry-point' && doors.includes(file) ? { path: file, namespace: 'door' } : undefined;
    });
    // Several doors lead to zod: they share one file of it.
    onResolve({ filter: /^zod$/ }, () => ({ path: './zod.cjs', external: true }));
    onResolve({ filter: /\.cjs$/, namespace: 'door' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'door' }, ({ path }) => ({
      contents: functions
        .get(path)
        .map((each) => `export const ${each} = (...args) => require('./${name(path)}').${each}(...args);`)
        .join('\n'),
    }));
  },
};

const identity = createHash('sha256');
for (const folder of ['src', 'rules', 'hooks', 'package-lock.json', 'build.mjs']) {
  const files = folder.includes('.') ? [''] : readdirSync(folder, { recursive: true }).sort();
  for (const file of files.map((each) => join(folder, each)).filter((path) => statSync(path).isFile())) {
    identity.update(file).update(readFileSync(file));
  }
}
const code = createHash('sha256');

// One line of the marks of agents is all that a clean text needs.
const marks = await build({
  ...common,
  stdin: { contents: "export { hintWords } from './src/attribution/names.ts'", resolveDir: '.' },
  format: 'esm',
  write: false,
});
const { hintWords } = await import(`data:text/javascript,${encodeURIComponent(marks.outputFiles[0].text)}`);

const packages = new Set();
const lean = new Map([
  ['src/cli.ts', ['commit']],
  [resolve('src/hook-agent.ts'), ['branch', 'command', 'commit', 'diff', 'pr', 'reply', 'session']],
  [resolve('src/pre-commit.ts'), ['diff']],
  [resolve('src/pre-push.ts'), ['branch', 'commit']],
]);
const outfiles = { 'src/launch.ts': 'bylaw.cjs', zod: 'zod.cjs' };
for (const entry of ['zod', ...doors, 'src/cli.ts', 'src/launch.ts']) {
  const outfile = join('dist', outfiles[entry] ?? name(entry));
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    outfile,
    format: 'cjs',
    metafile: true,
    plugins: [
      ...(entry === 'zod' ? [] : [doorPlugin]),
      ...(lean.has(entry) ? [leanPlugin(lean.get(entry))] : []),
    ],
    define: {
      BYLAW_HINTS: JSON.stringify([...hintWords()].join(' ')),
      BYLAW_BUILD: JSON.stringify(identity.copy().digest('hex').slice(0, 16)),
      BYLAW_CODE: JSON.stringify(code.copy().digest('hex').slice(0, 16)),
    },
    ...(entry === 'src/launch.ts' ? { banner: { js: '#!/usr/bin/env node' } } : {}),
  });
  code.update(readFileSync(outfile));
  for (const input of Object.keys(metafile.inputs)) {
    const [, folder] = /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (folder) packages.add(folder);
  }
}
chmodSync('dist/bylaw.cjs', 0o755);
cpSync('hooks', 'dist/hooks', { recursive: true, filter: (file) => !file.endsWith('.ts') });

const licences = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'license', 'LICENSE.md', 'LICENCE'].find((each) => existsSync(join(folder, each)));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
});
writeFileSync('dist/licenses.txt', `Packages inside the files of this folder.\n\n${licences.join('\n\n')}`);
