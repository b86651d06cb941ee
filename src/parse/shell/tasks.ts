import type { SimpleCommand } from './command.ts';
import { argumentsOf } from './options.ts';

/** What commands are run for. `check` is any look at whether the code is right. */
const TASKS = ['test', 'lint', 'format', 'typecheck', 'build', 'install', 'check'] as const;

export type Task = (typeof TASKS)[number];

export function isTask(name: string): name is Task {
  return (TASKS as readonly string[]).includes(name);
}

const known = new WeakMap<SimpleCommand, ReadonlySet<Task>>();

/** The tasks that a command does, in any ecosystem; none where it only lists, helps or shows its version. */
export function tasksOf(command: SimpleCommand): ReadonlySet<Task> {
  let tasks = known.get(command);
  if (!tasks) {
    tasks = isIdle(command) ? new Set() : withCheck(withoutTests(find(command), command));
    known.set(command, tasks);
  }
  return tasks;
}

/**
 * Programs and what they do, commas between: a program alone, with the first of its operands, or `()` where it has
 * none. One that does several things stands in several lists.
 */
const PROGRAMS: Readonly<Record<Exclude<Task, 'check'>, string>> = {
  test:
    'pytest, py.test, nosetests, nose2, unittest, trial, behave, lettuce, robot, stestr, doctest, ptw, ' +
    'pytest-watch, manage.py test, django-admin test, hatch test, pdm test, rye test, jest, vitest, ' +
    'vitest run, vitest watch, vitest related, vitest dev, mocha, ava, tape, jasmine, karma start, ' +
    'karma run, cypress run, playwright test, testcafe, wdio, nightwatch, uvu, qunit, web-test-runner, ' +
    'wtr, cucumber, cucumber-js, codeceptjs run, react-scripts test, craco test, ng test, ng e2e, ' +
    'ember test, vue-cli-service test:unit, vue-cli-service test:e2e, deno test, bun test, detox test, ' +
    'hardhat test, truffle test, forge test, anchor test, node-tap, borp, newman run, k6 run, ' +
    'storybook test, test-storybook, cargo test, cargo t, cargo nextest, cargo-nextest, cargo tarpaulin, ' +
    'cargo llvm-cov, cargo miri, cargo mutants, go test, gotestsum, ginkgo, richgo test, gotest, ' +
    'gocov test, mvn test, mvn verify, mvn install, mvn package, mvn integration-test, ' +
    'mvn surefire:test, mvn failsafe:integration-test, gradle test, gradle check, gradle build, ' +
    'gradle integrationTest, gradle connectedCheck, ant test, sbt test, sbt testOnly, sbt testQuick, ' +
    'mill test, lein test, kaocha, rspec, minitest, rails test, rails spec, rails test:system, ' +
    'rake test, rake spec, parallel_rspec, turbo_tests, hanami test, phpunit, pest, paratest, ' +
    'codecept run, behat, phpspec run, kahlan, artisan test, simple-phpunit, infection, dotnet test, ' +
    'dotnet vstest, vstest.console, nunit3-console, xunit.console, mix test, rebar3 eunit, rebar3 ct, ' +
    'rebar3 proper, gleam test, swift test, xcodebuild test, xcodebuild test-without-building, ' +
    'fastlane test, fastlane scan, xctool test, ctest, meson test, bazel test, bazelisk test, ' +
    'bazel coverage, buck test, buck2 test, pants test, please test, plz test, flutter test, dart test, ' +
    'flutter drive, melos test, zig test, zig build test, stack test, cabal test, dune test, dune runtest, crystal spec, ' +
    'nimble test, elm-test, elm-test-rs, spago test, busted, prove, bats, shellspec, shunit2, roundup, ' +
    'cram, terraform test, tofu test, molecule test, kitchen test, kitchen verify, helm test, ' +
    'ct install, ansible-test, opa test, inspec exec, goss validate, dbt test, tox, nox, R CMD check, ' +
    'luarocks test, dub test, fpm test',
  lint:
    'eslint, eslint_d, oxlint, tslint, standard, xo, jshint, jslint, stylelint, htmlhint, ' +
    'markdownlint, markdownlint-cli2, textlint, biome check, biome lint, biome ci, rome check, ' +
    'next lint, ng lint, nuxt lint, deno lint, knip, depcheck, publint, commitlint, ls-lint, ' +
    'dependency-cruiser, depcruise, quick-lint-js, ruff, ruff check, flake8, pylint, pycodestyle, ' +
    'pydocstyle, pyflakes, bandit, vulture, prospector, pylama, interrogate, refurb, djlint, ' +
    'curlylint, codespell, lint-imports, deptry, cargo clippy, cargo-clippy, clippy-driver, ' +
    'cargo deny, cargo machete, cargo audit, cargo udeps, golangci-lint run, golangci-lint, go vet, ' +
    'staticcheck, revive, golint, errcheck, gosec, govulncheck, rubocop, standardrb, reek, brakeman, ' +
    'haml-lint, slim-lint, erb_lint, erblint, phpcs, phpstan, psalm, phpmd, larastan, ecs check, ' +
    'parallel-lint, phplint, deptrac, phan, shellcheck, hadolint, yamllint, actionlint, zizmor, ' +
    'ansible-lint, tflint, tfsec, checkov, trivy config, helm lint, kube-linter, kubeval, kubeconform, ' +
    'cfn-lint, sqlfluff lint, sqlfluff, squawk, vale, proselint, typos, cspell, semgrep, swiftlint, ' +
    'ktlint, detekt, checkstyle, pmd, spotbugs, gradle lint, gradle detekt, gradle ktlintCheck, ' +
    'gradle spotlessCheck, mvn checkstyle:check, mvn spotless:check, mvn spotbugs:check, ' +
    'mvn pmd:check, scalafix, scalastyle, mix credo, elvis rock, clang-tidy, cppcheck, cpplint, ' +
    'cmake-lint, oclint, buf lint, protolint, hlint, luacheck, selene, solhint, dart analyze, ' +
    'flutter analyze, pre-commit run, prek run, prek (), lefthook run, lint-staged, trunk check, ' +
    'statix, deadnix, terraform validate, tofu validate, redocly lint, spectral lint, ' +
    'swagger-cli validate, taplo lint, dotenv-linter, clj-kondo, ameba, dscanner, perlcritic, ' +
    'editorconfig-checker',
  format:
    'prettier, prettierd, black, blue, isort, autopep8, yapf, ruff format, docformatter, pyupgrade, ' +
    'autoflake, ssort, gofmt, goimports, gofumpt, golines, gci, go fmt, golangci-lint fmt, rustfmt, ' +
    'cargo fmt, clang-format, cmake-format, shfmt, biome format, biome check, rome format, dprint fmt, ' +
    'dprint check, deno fmt, oxfmt, zig fmt, terraform fmt, tofu fmt, terragrunt hclfmt, mix format, ' +
    'dotnet format, csharpier, google-java-format, ktfmt, gradle spotlessApply, gradle ktlintFormat, ' +
    'mvn spotless:apply, swiftformat, swift-format, scalafmt, sbt scalafmtAll, sbt scalafmt, ormolu, ' +
    'fourmolu, stylish-haskell, brittany, stylua, nixfmt, nixpkgs-fmt, alejandra, nix fmt, taplo fmt, ' +
    'taplo format, buf format, treefmt, php-cs-fixer fix, php-cs-fixer, pint, phpcbf, ecs fix, ' +
    'dart format, flutter format, elm-format, rufo, rubyfmt, sqlfluff fix, sqlfluff format, pg_format, ' +
    'sql-formatter, yamlfmt, mdformat, fantomas, gleam format, cljfmt, dune fmt, ocamlformat, ' +
    'latexindent, packer fmt, uncrustify, astyle, uv format, erlfmt, hindent, snakefmt, cue fmt, ' +
    'opa fmt, jsonnetfmt, runic',
  typecheck:
    'tsc, tsgo, vue-tsc, svelte-check, astro check, nuxi typecheck, nuxt typecheck, deno check, glint, ' +
    'tsd, flow check, flow (), mypy, dmypy run, dmypy check, pyright, basedpyright, pyre check, ' +
    'pyre (), pytype, ty check, pyrefly check, zuban check, cargo check, cargo c, cargo clippy, ' +
    'srb tc, steep check, phpstan, psalm, dialyzer, mix dialyzer, rebar3 dialyzer, dart analyze, ' +
    'flutter analyze, elm make, gleam check, go vet',
  build:
    'vite build, webpack, webpack build, rollup, esbuild, tsup, tsdown, unbuild, bunchee, microbundle, ' +
    'next build, nuxt build, nuxt generate, nuxi build, nuxi generate, astro build, ng build, ' +
    'parcel build, remix build, react-router build, svelte-kit build, gatsby build, eleventy, ' +
    'docusaurus build, vitepress build, storybook build, build-storybook, react-scripts build, ' +
    'craco build, vue-cli-service build, ember build, ionic build, expo export, rspack build, ' +
    'rsbuild build, rolldown, tsc, bun build, deno compile, deno bundle, electron-builder, ' +
    'electron-forge make, tauri build, cargo tauri, wasm-pack build, trunk build, napi build, ' +
    'neon build, web-ext build, vsce package, cargo build, cargo b, cargo rustc, cargo zigbuild, ' +
    'cross build, maturin build, maturin develop, rustc, go build, go install, go generate, ' +
    'goreleaser build, goreleaser release, mage build, tinygo build, ko build, xgo, mvn package, ' +
    'mvn compile, mvn install, mvn verify, mvn test-compile, gradle build, gradle assemble, gradle jar, ' +
    'gradle shadowJar, gradle bootJar, gradle classes, gradle compileJava, gradle compileKotlin, ant (), ' +
    'ant build, ant compile, ant jar, sbt compile, sbt package, sbt assembly, mill compile, ' +
    'lein uberjar, lein compile, javac, kotlinc, scalac, dotnet build, dotnet publish, dotnet pack, ' +
    'msbuild, nuget pack, mix compile, mix release, rebar3 compile, rebar3 release, gleam build, ' +
    'swift build, swiftc, xcodebuild (), xcodebuild build, xcodebuild archive, fastlane build, ' +
    'fastlane gym, cmake --build, ninja, meson compile, bazel build, bazelisk build, buck build, ' +
    'buck2 build, pants package, please build, plz build, scons, waf build, xmake, b2, premake5, qmake, ' +
    'gcc, g++, cc, c++, clang, clang++, nvcc, gfortran, docker build, docker buildx build, ' +
    'docker compose build, docker-compose build, podman build, buildah bud, buildah build, packer build, ' +
    'nix build, nix-build, nixos-rebuild build, earthly, flutter build, dart compile, zig build, ' +
    'stack build, cabal build, dune build, crystal build, nimble build, nim c, shards build, ghc, ' +
    'elm make, spago build, lake build, poetry build, uv build, hatch build, pdm build, flit build, ' +
    'pyproject-build, build, rye build, setup.py build, setup.py bdist_wheel, setup.py sdist, ' +
    'setup.py build_ext, gem build, rails assets:precompile, rake assets:precompile, jekyll build, ' +
    'hugo (), mkdocs build, sphinx-build, mdbook build, zola build, R CMD build, wrangler build, ' +
    'vercel build, netlify build, sls package, sam build, cdk synth, pio run, west build, idf.py build, ' +
    'arduino-cli compile, forge build, hardhat compile, truffle compile, anchor build, latexmk, ' +
    'pdflatex, typst compile',
  install:
    'npm install, npm i, npm ci, npm add, npm clean-install, pnpm install, pnpm i, pnpm add, yarn (), ' +
    'yarn install, yarn add, bun install, bun i, bun add, bun a, deno install, deno add, ni, nci, ' +
    'bower install, jsr add, pip install, pip3 install, pip-sync, uv sync, uv add, uv pip install, ' +
    'uv pip sync, uv tool install, pipx install, poetry install, poetry add, poetry sync, pdm install, ' +
    'pdm add, pdm sync, rye sync, rye add, pipenv install, pipenv sync, conda install, conda create, ' +
    'conda env create, mamba install, mamba create, micromamba install, pixi install, pixi add, ' +
    'easy_install, setup.py install, setup.py develop, flit install, cargo install, cargo add, ' +
    'cargo fetch, cargo binstall, go get, go install, go mod download, go mod tidy, gem install, ' +
    'bundle (), bundle install, bundle add, composer install, composer require, mix deps.get, ' +
    'dotnet restore, dotnet add, dotnet tool install, dotnet tool restore, nuget install, ' +
    'nuget restore, paket install, mvn dependency:resolve, mvn dependency:go-offline, lein deps, ' +
    'sbt update, coursier install, cs install, flutter pub get, flutter pub add, dart pub get, ' +
    'dart pub add, swift package resolve, pod install, carthage bootstrap, carthage update, ' +
    'brew install, brew bundle, apt install, apt-get install, aptitude install, dnf install, ' +
    'yum install, zypper install, apk add, snap install, flatpak install, choco install, ' +
    'winget install, scoop install, nix profile install, asdf install, mise install, mise use, ' +
    'vcpkg install, conan install, opam install, cabal install, stack install, stack setup, ' +
    'luarocks install, nimble install, shards install, cpanm, playwright install, pre-commit install, ' +
    'helm dependency',
};

type Table = ReadonlyMap<string, ReadonlySet<Task>>;
let table: Table | undefined;

/** What some of those programs also do is none of it. */
const OTHERWISE =
  'vitest bench, vitest list, vitest init, jest init, ruff clean, ruff rule, ruff config, ruff linter, ruff server, ' +
  'ruff version, ruff analyze, golangci-lint cache, golangci-lint linters, golangci-lint formatters, ' +
  'golangci-lint version, golangci-lint config, golangci-lint migrate, golangci-lint completion, tox list, tox config, ' +
  'tox devenv, tox l, tox c, webpack serve, webpack init, rollup init, knip init, psalm init, pyre init, ' +
  'cypress open, gotestsum tool, earthly bootstrap, buf init, sqlfluff parse, swiftlint rules, swiftlint version, ' +
  'vale sync, pint init, ninja clean, tsup init, treefmt init, cargo-nextest list, semgrep login';

/** The lists above, turned round when first asked for. */
function tasksByProgram(): Table {
  if (table) return table;
  const all = new Map<string, Set<Task>>();
  for (const program of OTHERWISE.split(', ')) all.set(program, new Set());
  for (const task of TASKS) {
    if (task === 'check') continue;
    for (const program of PROGRAMS[task].split(', ')) {
      const tasks = all.get(program) ?? new Set();
      tasks.add(task);
      all.set(program, tasks);
    }
  }
  table = all;
  return all;
}

function find(command: SimpleCommand): Set<Task> {
  const operands = argumentsOf(command).operands.map(({ value }) => value ?? '');
  const raw = command.words.slice(1).map(({ value }) => value ?? '');
  const { inside } = command;
  // What `hatch run` and its like run may be a script of the project, as that of `npm run`.
  if (inside && /^(?:hatch|pdm|rye|pixi)$/.test(inside.name ?? '') && command.name) {
    const [target = ''] = command.name.split(':').slice(-1);
    const own = ofProgram(target, operands, raw);
    return own.size > 0 ? own : ofName(target);
  }
  const [first] = command.words;
  if (command.name === null || !first) return new Set();
  const own = ofProgram(command.name, operands, raw);
  return own.size > 0 ? own : ofScript(first.value ?? '', operands);
}

/** Programs that run another one, or a script, which is the first of their operands. */
const INTERPRETERS =
  /^(?:python[\d.]*|pypy[\d.]*|node|nodejs|deno|bun|tsx|ts-node|ruby|php|perl|bash|zsh|sh|dash|lua|Rscript|pwsh|powershell|julia|elixir)$/;

/** Programs that run scripts of the project: behind these words, or as the first operand. */
const SCRIPT_RUNNERS: Readonly<Record<string, readonly string[]>> = {
  npm: ['run', 'run-script', 'rum', 'urn'],
  pnpm: ['run', 'run-script'],
  yarn: ['run'],
  bun: ['run'],
  composer: ['run', 'run-script'],
  deno: ['task'],
  mise: ['run', 'r'],
  lerna: ['run'],
  moon: ['run', ':'],
  dagger: ['call'],
};
/** Those that take such scripts as operands without more ado. */
const TARGET_RUNNERS =
  /^(?:g?make|mingw32-make|nmake|just|task|go-task|mage|rake|invoke|inv|doit|ninja|poe|poethepoet|nx|turbo|rush|gulp|grunt|jake|npm-run-all2?|run-s|run-p|earthly|gradle|gradlew|mvn|mvnw|sbt|lein|fastlane|pants|rails|bazel|bazelisk|vp|wireit|x\.py|mach)$/;

function ofProgram(written: string, operands: readonly string[], raw: readonly string[]): Set<Task> {
  const name =
    written === 'gradlew' ? 'gradle' : written === 'mvnw' ? 'mvn' : written.replace(/\.(?:exe|cmd)$/, '');
  const [first = '', second = ''] = operands;

  if (INTERPRETERS.test(name)) {
    if (name === 'node' && raw.includes('--test')) return new Set(['test']);
    const listed = ofLists(name, operands);
    if (listed) return listed;
    const rest = (name === 'deno' || name === 'bun') && first === 'run' ? operands.slice(1) : operands;
    if (name === 'deno' && first === 'task') return ofName(second);
    // What `-m` runs is a command of its own.
    if (rest[0] === undefined || raw.some((each) => /^-[cem]$/.test(each))) return new Set();
    if (name === 'bun' && !/[./]/.test(rest[0])) return ofTool(rest);
    return ofScript(rest[0], rest.slice(1), true);
  }
  const listed = ofLists(name, operands) ?? ofOptions(name, raw);
  if (listed && name !== 'tox' && name !== 'nox' && name !== 'mvn' && name !== 'gradle') {
    return isChecking(raw) && listed.has('format') ? new Set([...listed, 'lint']) : listed;
  }
  if (name === 'npm') {
    if (/^(?:test|t|tst|it|cit|install-test)$/.test(first)) return new Set(['test']);
    return SCRIPT_RUNNERS.npm?.includes(first) ? ofName(second) : new Set();
  }
  if (Object.hasOwn(SCRIPT_RUNNERS, name)) return ofScriptRunner(name, operands);
  if (name === 'cargo' && /^(?:xtask|make|x|run-script)$/.test(first)) return ofName(second);
  if (name === 'tox' || name === 'nox') return ofEnvironments(name, raw);
  if (/^g?make$|^mingw32-make$/.test(name)) {
    const targets = operands.filter((each) => !/[=/]/.test(each));
    if (targets.length === 0) return new Set(['build']);
    return union(targets.map((each) => (each === 'all' ? new Set<Task>(['build']) : ofTarget(each))));
  }
  if (name === 'nx') {
    const given = raw.flatMap((each, index) =>
      /^(?:-t|--targets?)$/.test(each) ? (raw[index + 1] ?? '').split(',') : [],
    );
    const attached = raw.flatMap((each) =>
      /^--targets?=/.test(each) ? each.replace(/^[^=]*=/, '').split(',') : [],
    );
    const target = first === 'run' ? (second.split(':')[1] ?? '') : first.replace(/^affected:/, '');
    return union([...given, ...attached, target].map(ofName));
  }
  if (TARGET_RUNNERS.test(name)) {
    // `gradle :app:testDebug`, `earthly +test`, `sbt "core/test; lint"`
    return union(
      operands
        .flatMap((each) => each.split(/[;\s]+/))
        .map((each) => union([listOf(name, each), ofTarget(each)])),
    );
  }
  return new Set();
}

function listOf(name: string, operand: string): Set<Task> {
  return ofLists(name, [operand.replace(/^.*[:/]/, '')]) ?? new Set();
}

/** What the lists say, the longest name first. */
function ofLists(name: string, operands: readonly string[]): Set<Task> | undefined {
  const [first, second] = operands;
  const keys = [
    `${name} ${first} ${second}`,
    `${name} ${first}`,
    first === undefined ? `${name} ()` : '',
    name,
  ];
  for (const key of keys) {
    const found = tasksByProgram().get(key);
    if (found) return new Set(found);
  }
  return undefined;
}

function ofOptions(name: string, raw: readonly string[]): Set<Task> | undefined {
  if (name === 'cmake') return raw.includes('--build') ? cmake(raw) : undefined;
  if (name === 'just' && raw.includes('--fmt')) return new Set(['format']);
  if (name === 'clj' || name === 'clojure') {
    return union(raw.filter((each) => /^-[MXT]:/.test(each)).map((each) => ofName(each.slice(3))));
  }
  if (name === 'pacman') return raw.some((each) => /^-S/.test(each)) ? new Set(['install']) : undefined;
  return undefined;
}

function cmake(raw: readonly string[]): Set<Task> {
  const at = raw.findIndex((each) => each === '--target' || each === '-t');
  const target = at < 0 ? '' : (raw[at + 1] ?? '');
  const named = ofTarget(target);
  return named.size > 0 ? named : new Set(['build']);
}

/** Whether a formatter only looks. */
function isChecking(raw: readonly string[]): boolean {
  return raw.some((each) =>
    /^(?:--check(?:-only)?|--list-different|--diff|--verify-no-changes|--lint|-l|-c|-d|--dry-run|--error-on-.*)$/.test(
      each,
    ),
  );
}

function ofScriptRunner(name: string, operands: readonly string[]): Set<Task> {
  let rest = operands;
  // `yarn workspace web test`, `pnpm recursive run test`, `yarn workspaces foreach run test`
  if (rest[0] === 'workspace') rest = rest.slice(2);
  while (/^(?:workspaces|foreach|recursive|multi|m|exec)$/.test(rest[0] ?? '')) rest = rest.slice(1);
  const [first = '', second = ''] = rest;
  if (SCRIPT_RUNNERS[name]?.includes(first)) return first === ':' ? new Set() : ofTool(rest.slice(1), second);
  if (first.startsWith(':') || first === '') return ofName(first.slice(1));
  if (/^(?:mise|lerna|moon|dagger)$/.test(name)) return new Set();
  if (name === 'pnpm' && /^(?:t|tst)$/.test(first)) return new Set(['test']);
  return ofTool(rest);
}

/** A script of the project, or a program that its packages bring. */
function ofTool(words: readonly string[], script = words[0] ?? ''): Set<Task> {
  const named = ofName(script.replace(/^.*:(?=\w+$)/, ''));
  const whole = ofName(script);
  if (whole.size > 0) return whole;
  if (named.size > 0 && !/^(?:gen|clean|start|dev)/.test(script)) return named;
  return ofLists(script, words.slice(1)) ?? new Set();
}

/** `tox -e lint,py312`, `nox -s tests`: of those not named, tests are what they are for. */
function ofEnvironments(name: string, raw: readonly string[]): Set<Task> {
  const names: string[] = [];
  for (const [index, word] of raw.entries()) {
    if (/^(?:-e|-s|--env|--sessions?|-m)$/.test(word)) names.push(...(raw[index + 1] ?? '').split(','));
    else if (/^(?:-e|-s)./.test(word)) names.push(...word.slice(2).split(','));
  }
  if (names.length === 0) return new Set(raw[0] === 'list' || raw[0] === 'config' ? [] : ['test']);
  const isVersion = (each: string) => /^(?:py|pypy)?[\d.]+/.test(each) || (name === 'tox' && each === 'ALL');
  return union(names.map((each) => (isVersion(each) ? new Set<Task>(['test']) : ofName(each))));
}

/** A file that is run, by what its name says: `./run-tests.sh`, `scripts/lint`, `test_mail.py`. */
function ofScript(path: string, operands: readonly string[], isFile = false): Set<Task> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const name = base.replace(/\.(?:sh|bash|py|[cm]?[jt]sx?|rb|php|pl|bat|cmd|ps1|exe|R|lua|jl|exs)$/, '');
  if (!isFile && base === name && !path.includes('/')) return new Set();
  const tool =
    ofLists(base, operands) ?? (isFile || path.includes('/') ? ofLists(name, operands) : undefined);
  if (tool) return tool;
  const named = ofName(name);
  if (named.size > 0) return named;
  // `./dev test`, `./x.py lint`
  return operands[0] !== undefined && !/[./]/.test(operands[0]) ? ofTarget(operands[0]) : new Set();
}

/** `check` is the name by which the GNU tools run tests (GNU Coding Standards, 7.2.6). */
function ofTarget(target: string): Set<Task> {
  const name = target.replace(/^[+@]/, '').replace(/^.*[/:](?=[\w-]+$)/, '');
  return target === 'check' ? new Set(['check', 'test']) : union([ofName(name)]);
}

const WORDS: readonly (readonly [Task, RegExp])[] = [
  [
    'test',
    /^(?:(?:unit|run|self|doc|func|system|integration)?tests?|tester|testing|testsuite|specs?|e2e|unit|pytest|jest|vitest|mocha|playwright|cypress|rspec|phpunit|ctest|gotest|smoke|integration|regression|coverage|cov)$/,
  ],
  [
    'lint',
    /^(?:lint(?:er|s|ing|fix)?|eslint|oxlint|ruff|flake8|pylint|clippy|rubocop|stylelint|shellcheck|golangci|phpstan|vet|(?:md|js|ts|py|css|html|sh)?lint)$/,
  ],
  ['format', /^(?:re)?format(?:s|ter|ting|ted)?$|^(?:fmt|prettier|black|isort|gofmt|rustfmt)$/],
  ['typecheck', /^(?:typechecks?|typechecking|tsc|mypy|pyright|typing|types)$/],
  ['build', /^(?:re)?builds?$|^(?:compile|bundle|dist|assemble|transpile)$/],
  ['install', /^(?:install|deps|dependencies)$/],
];
const WHOLE =
  /^(?:checks?|verify|verification|validate|ci|precommit|prepush|qa|quality|presubmit|preflight)$/;
/** These beside `check` leave it a check of everything. */
const BESIDE_WHOLE =
  /^(?:all|everything|full|fast|quick|local|locally|run|code|project|repo|workspace|ci|dev|js|ts|py|python|rust|go|backend|frontend|server|client|web|api|app|core|fix|pre|commit|push|everything|src)$/;
/** A name with one of these is about something around the task: test data, a clean-up, a report. */
const AROUND =
  /^(?:data|datas?ets?|fixtures?|deps|dependencies|requirements|setup|env|venv|clean|cleanup|list|help|results?|reports?|up|down|start|stop|logs?|init|gen|generate|generator|image|images|create|new|make|add|write|show|kill|remove|rm|delete|download|upload|copy|open|find|count|parse|seed|keys?|certs?|users?|accounts?|template|templates|utils?|helpers?|helper|config|install|prepare|serve|docs|hooks?)$/;

/** What the name of a script says that it does: `test:unit`, `lint-fix`, `typeCheck`, `check`. */
function ofName(name: string): Set<Task> {
  const parts = name
    .slice(0, 80)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => (part === 'e2e' || part === 'flake8' ? part : part.replace(/\d+$/, '')));
  const text = parts.join('-');
  if (
    /(?:^|-)(?:type-check|check-types?|types?-check(?:ing)?|ts-check|check-ts|static-types?)(?:-|$)/.test(
      text,
    )
  ) {
    return new Set(['typecheck']);
  }
  let decisive = -1;
  let task: Task | undefined;
  for (const [index, part] of parts.entries()) {
    task = WORDS.find(([, pattern]) => pattern.test(part))?.[0];
    if (task) {
      decisive = index;
      break;
    }
  }
  const others = parts.filter((_, index) => index !== decisive);
  if (task) {
    // `docs:build` builds, `install-deps` installs; `test-setup` tests nothing.
    const isAround = others.some((part) => AROUND.test(part));
    if (isAround && task !== 'build' && task !== 'install') return new Set();
    if (isAround && others.some((part) => /^(?:clean|stop|list|help|show|log|logs)$/.test(part)))
      return new Set();
    const isOnlyLook =
      task === 'format' && parts.some((part) => part === 'check' || part === 'verify' || part === 'ci');
    return new Set(isOnlyLook ? ['format', 'lint'] : [task]);
  }
  const isWhole = parts.some((part) => WHOLE.test(part)) || /(?:^|-)pre-(?:commit|push)(?:-|$)/.test(text);
  return isWhole && parts.every((part) => WHOLE.test(part) || BESIDE_WHOLE.test(part))
    ? new Set(['check'])
    : new Set();
}

function union(all: readonly ReadonlySet<Task>[]): Set<Task> {
  return new Set(all.flatMap((each) => [...each]));
}

/** Some options keep a build from running the tests. */
function withoutTests(tasks: Set<Task>, { words }: SimpleCommand): Set<Task> {
  const skips = words.some(
    ({ value }, index) =>
      /^(?:-DskipTests|-Dmaven\.test\.skip)(?:=true)?$|^--no-run$/.test(value ?? '') ||
      (value === '-x' && words[index + 1]?.value === 'test' && tasks.has('build')),
  );
  if (skips && tasks.delete('test')) tasks.add('build');
  return tasks;
}

function withCheck(tasks: Set<Task>): Set<Task> {
  if (tasks.has('test') || tasks.has('lint') || tasks.has('typecheck') || tasks.has('build'))
    tasks.add('check');
  return tasks;
}

const IDLE =
  /^--(?:version|help|usage|collect-only|co|list(?:-?tests?|-?sessions?|-?targets)?|listTests|markers|fixtures(?:-per-test)?|setup-(?:only|plan)|show-?config|print-config|env-info|init|clear-?cache|just-print|what-if|dry|summary|dump|task-list)$/i;

/** Whether a command only says something: its version, its help, what it would do. */
function isIdle({ name, words }: SimpleCommand): boolean {
  const values = words.slice(1).map(({ value }) => value ?? '');
  const [only] = values;
  if (values.length === 1 && /^(?:-h|-v|-V|help|version)$/.test(only ?? '')) return name !== 'ctest';
  const end = values.indexOf('--');
  const own = end < 0 ? values : values.slice(0, end);
  if (own.some((value) => IDLE.test(value) || value === '-h')) {
    return !(name === 'go' && own.includes('-h'));
  }
  if (/^g?make$|^just$|^task$/.test(name ?? ''))
    return own.some((value) => /^(?:-n|-l|-qp|--dry-run|-q|--question)$/.test(value));
  if (name === 'nox' || name === 'tox')
    return own.some((value) => /^(?:-l|-a|--listenvs|--notest)$/.test(value));
  if (name === 'ctest') return own.includes('-N') || own.includes('--show-only');
  if (name === 'bazel' || name === 'meson') return own.includes('--list');
  return false;
}
