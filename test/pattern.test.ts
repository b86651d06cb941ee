import { describe, expect, test } from 'vitest';
import { parseShell } from '../src/parse/shell/parse.ts';
import { matchesCommand, wrongPattern } from '../src/parse/shell/pattern.ts';

/** The names of the commands of a line that a pattern matches. */
function matched(pattern: string, line: string): string[] {
  return parseShell(line)
    .filter((command) => matchesCommand(pattern, command))
    .map((command) => command.name ?? '');
}

/** A pattern, lines that it matches, and lines that it does not. */
const PATTERNS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  // The name of the command
  [
    'git',
    ['git status', '/usr/bin/git', 'sudo git push', 'x=1 git log', '"git" log'],
    ['gitk', 'echo git', '$git push'],
  ],
  ['pip|pip3', ['pip install x', 'pip3 list', 'python -m pip install x'], ['pipx install x']],
  ['docker-*', ['docker-compose up'], ['docker compose up']],
  ['./gradlew test', ['./gradlew test', 'gradlew test --info'], ['./gradlew build']],
  ['*', ['ls', '$UNKNOWN x'], ['X=1', '> notes.md']],
  [
    '* --no-verify',
    ['git commit --no-verify -m x', 'npm publish --no-verify'],
    ['git commit -m --no-verify'],
  ],

  // Operands, in order, behind the options of the program
  [
    'git push',
    ['git push', 'git push origin main', 'git -C web push', 'git -c a.b=c push -q', 'git --no-pager push'],
    ['git remote push', 'git stash push', 'git log push', 'git -C push status'],
  ],
  ['git stash', ['git stash', 'git stash pop', 'cd x && git stash -u'], ['git commit -m "git stash"']],
  ['git add .', ['git add .', 'git add -v . src'], ['git add src/a.ts', 'git add ./src']],
  [
    'git add *.env',
    ['git add .env', 'git add web/prod.env', 'git add *.env'],
    ['git add .envrc', 'git add a b.env'],
  ],
  [
    'npm install *',
    ['npm install left-pad', 'npm --prefix web install left-pad', 'npm install "$NAME"'],
    ['npm install', 'npm ci'],
  ],
  ['npm run build|dev', ['npm run build', 'npm -w web run dev'], ['npm run test']],
  [
    'docker compose up',
    ['docker compose -f a.yml up -d', 'docker --context x compose up'],
    ['docker up', 'docker compose down'],
  ],
  ['docker run', ['docker run -it --rm -v a:b node'], ['docker compose run web']],
  ['cargo test', ['cargo test', 'cargo --locked test --lib'], ['cargo build', 'cargo t']],
  ['kubectl delete', ['kubectl -n prod delete pod x', 'kubectl delete -f a.yml'], ['kubectl get pods']],
  ['gh pr merge', ['gh pr merge 5 --squash', 'gh -R a/b pr merge'], ['gh pr view 5', 'gh issue merge']],
  ['make test', ['make test', 'make -j 8 test', 'make -C web test'], ['make -f test', 'make testdata']],
  ['go test ./...', ['go test ./...', 'go test -race -run X ./...'], ['go test .', 'go test -run ./...']],
  ['uv pip install', ['uv pip install x', 'uv --project a pip install x'], ['uv install', 'pip install x']],

  // Options, in any order and place
  [
    'git push --force',
    ['git push --force', 'git push origin main --force', 'git push -f', 'git push -uf origin x'],
    ['git push --force-with-lease', 'git push', 'git push -- --force', 'git fetch --force'],
  ],
  [
    'git push -f|--force',
    ['git push -f', 'git push --force origin'],
    ['git push --force-with-lease', 'git push --follow-tags'],
  ],
  [
    'git push --force-with-lease',
    ['git push --force-with-lease=main:abc', 'git push --force-with-lease'],
    ['git push --force'],
  ],
  [
    'git commit -n',
    ['git commit -n -m x', 'git commit -anm x', 'git commit --no-verify'],
    ['git commit -m -n', 'git commit -mnow'],
  ],
  ['git commit --amend', ['git commit --amend --no-edit', 'git commit --am'], ['git commit -m "--amend"']],
  [
    'git commit -m',
    ['git commit -m x', 'git commit -am x', 'git commit --message=x', 'git commit -mx'],
    ['git commit', 'git commit -F x'],
  ],
  [
    'git commit -m wip*',
    ['git commit -m "wip: x"', 'git commit --message=wip'],
    ['git commit -m "Add wip"', 'git commit -m "$X"'],
  ],
  ['git add -A|--all', ['git add -A', 'git add --all .'], ['git add -u', 'git add A']],
  ['git branch -D', ['git branch -D x', 'git branch -rD x'], ['git branch -d x']],
  [
    'rm -rf',
    ['rm -rf a', 'rm -fr a', 'rm -r -f a', 'rm -rfv a', 'rm a -rf', 'rm --recursive --force a'],
    ['rm -r a', 'rm -f a'],
  ],
  ['rm -rf node_modules', ['rm -rf node_modules', 'rm -fr node_modules dist'], ['rm -rf dist']],
  [
    'sed -i',
    ["sed -i 's/a/b/' f", "sed -i.bak 's/a/b/' f", "sed -Ei 's/a/b/' f"],
    ["sed -n '1,5p' f", "sed 's/-i/b/' f"],
  ],
  ['find -delete', ['find . -name x -delete'], ['find . -depth', 'find delete']],
  ['kill -9', ['kill -9 12', 'kill -9 $PID'], ['kill 9', 'kill -15 12']],
  ['pytest -x', ['pytest -x', 'pytest -xq', 'pytest tests -q -x'], ['pytest', 'pytest -k x']],
  [
    'npm install -g|--global',
    ['npm i -g x', 'npm install -g x', 'npm install x --global'].slice(1),
    ['npm install x'],
  ],
  [
    'python -m pytest',
    ['python -m pytest -q', 'python -W error -m pytest'],
    ['python -m pip', 'python pytest'],
  ],
  ['git -C * push', ['git -C web push'], ['git push', 'git -C web pull']],
  [
    'aiperf --concurrency 64',
    ['aiperf profile --concurrency 64', 'aiperf --concurrency=64'],
    ['aiperf --concurrency 32', 'aiperf 64'],
  ],
  [
    'terraform apply -auto-approve',
    ['terraform apply -auto-approve', 'terraform -chdir=x apply -auto-approve'],
    ['terraform apply', 'terraform plan'],
  ],
  [
    'curl -k|--insecure',
    ['curl -k https://a.b', 'curl -sk https://a.b', 'curl --insecure x'],
    ['curl -o k x', 'curl -H k x'],
  ],

  // Variables
  [
    'HUSKY=0',
    ['HUSKY=0 git commit', 'export HUSKY=0', 'env HUSKY=0 git commit', 'HUSKY=0'],
    ['HUSKY=1 git commit', 'echo HUSKY=0'],
  ],
  [
    'HUSKY=0 git commit',
    [
      'HUSKY=0 git commit',
      'env HUSKY=0 git commit',
      'HUSKY=0 sudo git commit',
      'export HUSKY=0 && git commit',
      'export HUSKY=0; cd x; git commit',
    ],
    ['git commit', 'HUSKY=0 git push', 'HUSKY=0; git commit', 'HUSKY=1 git commit'],
  ],
  ['SKIP=* git commit', ['SKIP=lint git commit', 'SKIP="$X" git commit', 'SKIP= git commit'], ['git commit']],

  // Joined commands
  [
    'npm test | tail',
    ['npm test | tail -5', 'npm test 2>&1 | grep x | tail'],
    ['npm test; tail x', 'npm test', 'tail x | npm test'],
  ],
  [
    'curl | sh|bash',
    ['curl -s https://a.b | sh', 'curl x | sudo bash', 'curl x | tee f | bash -s'],
    ['curl x > f; sh f', 'sh x | curl'],
  ],
  ['cd && git', ['cd x && git push', 'cd x && sudo git push'], ['cd x; git push', 'cd x && ls && git push']],
  ['* && *', ['a && b', 'a && sudo b'], ['a; b', 'a | b', 'a || b']],
  ['a ; b', ['a; b', 'a\nb'], ['a && b', 'b; a']],
  ['a && b && c', ['a && b && c'], ['b && c', 'a && c', 'a && b']],
  [
    'git add && git commit',
    ['git add x && git commit -m y', 'git add x | cat && git commit', 'git add x && (git commit; ls)'],
    ['git commit'],
  ],
  ['sudo a && b', ['sudo a && b'], ['a && b']],
  ['a && b', ['a && b', 'sudo a && b', 'bash -c "a && b"', 'echo $(a && b)'], ['a; b']],

  // Words that only the shell knows
  ['git push origin main', ['git push origin main'], ['git push origin "$BRANCH"', 'git push $REMOTE main']],
  ['git push * main', ['git push "$REMOTE" main', 'git push origin main'], ['git push origin']],

  // Tasks
  [
    '<test> --watch',
    ['vitest --watch', 'npm test -- --watch', 'npx jest --watch'].slice(0, 1),
    ['vitest', 'eslint --watch'],
  ],
  ['<test> tests/slow', ['pytest tests/slow', 'uv run pytest -q tests/slow'], ['pytest tests/fast']],
  ['<test> | tail', ['pytest -q | tail -5', 'npm test 2>&1 | tail'], ['ls | tail']],
  [
    '<test> && git commit',
    ['npm test && git commit -m x', 'pytest | cat && git commit -m x'],
    ['git commit -m x', 'npm test; git commit'],
  ],
  ['<lint>|<format>', ['eslint .', 'prettier -w .'], ['vitest']],
];

describe('a command pattern', () => {
  for (const [pattern, yes, no] of PATTERNS) {
    test(pattern, () => {
      for (const line of yes) expect(matched(pattern, line), line).not.toEqual([]);
      for (const line of no) expect(matched(pattern, line), line).toEqual([]);
    });
  }

  test('matches the last of joined commands, once', () => {
    expect(matched('a | c', 'a | b | c')).toEqual(['c']);
    expect(matched('* && *', 'a && sudo b && c')).toEqual(['sudo', 'c']);
  });

  test('says what is wrong with it', () => {
    expect(wrongPattern('git push --force')).toBeNull();
    expect(wrongPattern('HUSKY=0')).toBeNull();
    expect(wrongPattern('* && *')).toBeNull();
    expect(wrongPattern('<test> | tail')).toBeNull();
    expect(wrongPattern(' ')).toBe('it is empty');
    expect(wrongPattern('<tests>')).toBe('nothing is known as <tests>');
    expect(wrongPattern('git push |')).toBe('a command is missing beside an operator');
    expect(wrongPattern('&& b')).toBe('a command is missing beside an operator');
    expect(wrongPattern('A=1 && b')).toBe('a command is missing behind a variable');
    expect(wrongPattern('--force')).toBe('it begins with an option');
  });

  test('takes any text without harm', () => {
    const glob = `${'a*'.repeat(2000)}b`;
    const [command] = parseShell(`${'a'.repeat(20_000)} ${'a'.repeat(20_000)}`);
    if (!command) throw new Error('no command');
    expect(matchesCommand(glob, command)).toBe(false);
    expect(matchesCommand(`* ${glob}`, command)).toBe(false);
    expect(matchesCommand('', command)).toBe(false);
    expect(matchesCommand('__proto__ constructor', command)).toBe(false);
  });
});

/** Lines that do a task, one to a line. */
const TASKS: Readonly<Record<string, string>> = {
  test: `
    pytest
    pytest -q tests/test_a.py
    python -m pytest -k name
    uv run pytest
    uv run --with x python -m unittest discover
    poetry run pytest
    python3 manage.py test shop
    python tests/test_mail.py
    tox -e py312
    nox -s tests
    hatch run test
    npm test
    npm t
    npm run test:unit
    npm test -- --watch
    pnpm test
    pnpm -r run test
    pnpm --filter web test
    pnpm vitest run src
    yarn jest
    yarn workspace web test
    bun test
    bun run test
    npx vitest run
    npx jest src/a.test.ts
    vitest
    node --test
    node --test test/
    deno test -A
    deno task test
    playwright test
    npx playwright test --project chromium
    turbo run test
    nx test web
    nx run web:test
    npx nx affected -t test
    lerna run test
    cargo test
    cargo test --workspace -- --nocapture
    cargo nextest run
    cargo xtask test
    go test ./...
    go test -run TestMail ./mail
    gotestsum ./...
    mvn test
    mvn -q verify
    ./mvnw -pl core test
    ./gradlew test
    ./gradlew :app:testDebugUnitTest
    gradle check
    sbt test
    bundle exec rspec
    rspec spec/a_spec.rb
    rails test
    bin/rails test test/models
    rake test
    bundle exec rake spec
    vendor/bin/phpunit --filter Mail
    php artisan test
    composer test
    dotnet test --no-build
    mix test
    swift test
    xcodebuild -scheme App test
    flutter test
    ctest --test-dir build
    ctest -V
    meson test -C build
    bazel test //...
    make test
    make check
    make -j8 unit-test
    make -C build test
    cmake --build build --target test
    just test
    task test:unit
    ./run-tests.sh
    ./scripts/test
    bash scripts/run_tests.sh
    ./dev test
    bats test/
    docker compose exec web pytest
    docker compose run --rm web npm test
    CI=1 npm test
    timeout 60 npm test
    bash -c "cd web && npm test"
    mage test
    invoke test
    zig build test
    stack test
    dune runtest
  `,
  lint: `
    eslint .
    npx eslint --fix src
    npm run lint
    pnpm lint:fix
    yarn run lint
    ruff check .
    ruff check --fix
    flake8
    uv run ruff check
    golangci-lint run ./...
    go vet ./...
    cargo clippy -- -D warnings
    rubocop -a
    shellcheck install.sh
    biome check --write .
    prettier --check .
    cargo fmt --check
    black --check .
    make lint
    just lint
    tox -e lint
    pre-commit run --all-files
    mix credo
    ./gradlew detekt
    vendor/bin/phpstan analyse
    npm run format:check
  `,
  format: `
    prettier --write .
    npx prettier -w src
    npm run format
    pnpm fmt
    black .
    ruff format
    cargo fmt --all
    gofmt -w .
    go fmt ./...
    biome format --write
    make fmt
    clang-format -i a.cc
    mix format
    terraform fmt
    dotnet format
    ./gradlew spotlessApply
  `,
  typecheck: `
    tsc --noEmit
    npx tsc -p .
    npm run typecheck
    npm run type-check
    pnpm check:types
    pnpm check-types
    yarn tsc
    mypy src
    uv run mypy .
    pyright
    cargo check
    vue-tsc --noEmit
    deno check mod.ts
    make typecheck
    tox -e mypy
    bundle exec srb tc
  `,
  build: `
    npm run build
    pnpm build
    pnpm --filter web build
    yarn build:prod
    bun run build
    npx vite build
    vite build
    next build
    npx tsc
    cargo build --release
    go build ./...
    make
    make all
    make -j8
    make build
    cmake --build build
    ninja -C build
    ./gradlew assembleDebug
    ./gradlew build -x test
    mvn package -DskipTests
    dotnet build
    docker build -t a .
    docker compose build
    bazel build //...
    swift build
    python -m build
    uv build
    mix compile
    gcc -o a a.c
    cargo test --no-run
    ./build.sh
  `,
  install: `
    npm install
    npm i left-pad
    npm ci
    pnpm i --frozen-lockfile
    pnpm add -D x
    yarn
    yarn add x
    bun install
    pip install -r requirements.txt
    python -m pip install x
    uv sync
    uv add x
    uv pip install x
    poetry install
    bundle install
    bundle
    cargo add serde
    go mod download
    go get example.com/x
    brew install jq
    sudo apt-get install -y jq
    sudo apt -y install jq
    apk add git
    composer install
    mix deps.get
    make install
    dotnet restore
  `,
  check: `
    npm run check
    npm test
    npm run lint
    make check
    make ci
    ./check.sh
    npm run verify
    cargo check
    just check
    pnpm check:all
    task ci
    ./scripts/precommit
    npm run validate
  `,
};

/** Lines that do no task at all. */
const NO_TASK = `
  pytest --version
  pytest --help
  pytest --collect-only -q
  vitest --version
  npx vitest list
  npx vitest bench
  jest --listTests
  jest --showConfig
  cargo --version
  cargo test --help
  go version
  go help test
  npm run
  npm -v
  npm view vitest
  npm ls jest
  npm start
  npm run dev
  npm outdated
  pip list
  pip show pytest
  make -n test
  make clean
  make testdata
  make test-data
  make test-fixtures
  make help
  make clean-tests
  make test_setup
  ctest -N
  tox -l
  nox --list
  just --list
  just
  grep -rn pytest .
  grep test file
  echo npm test
  which pytest
  command -v jest
  cat test.sh
  ls test
  cd test
  mkdir -p build
  rm -rf build
  git add test
  git commit -m "npm test"
  git checkout test
  vim test.py
  chmod +x run-tests.sh
  cp lint.sh x
  test -f x
  [ -f test ]
  docker ps
  docker compose up
  kubectl apply -f test.yml
  node server.js
  python train.py
  python -c "import pytest"
  python manage.py migrate
  bash deploy.sh
  ./latest
  ./contest.sh
  ./scripts/deploy
  npm run generate:types
  npm run clean
  npm run docs:serve
  npx create-vite
  terraform plan
  ssh host npm test
  man pytest
  uv python list
  cargo run
  go run .
  yarn why jest
  npm run seed-test-data
  make show-test-results
  tsc --version
  tsc --init
  eslint --print-config a.ts
  prettier --help
  black --version
`;

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('a task', () => {
  for (const [task, text] of Object.entries(TASKS)) {
    test.each(lines(text))(`<${task}> is %s`, (line) => {
      expect(matched(`<${task}>`, line)).toHaveLength(1);
    });
  }

  test.each(lines(NO_TASK))('none is %s', (line) => {
    const found = Object.keys(TASKS).filter((task) => matched(`<${task}>`, line).length > 0);
    expect(found).toEqual([]);
  });

  test.each([
    ['npm run build', 'test'],
    ['npm run lint', 'test'],
    ['make build-tests', 'test'],
    ['npm run install:test', 'test'],
    ['./gradlew build -x test', 'test'],
    ['mvn package -DskipTests', 'test'],
    ['cargo test --no-run', 'test'],
    ['npm test', 'build'],
    ['npm run test:build', 'build'],
    ['prettier --write .', 'lint'],
    ['prettier --write .', 'check'],
    ['npm install', 'check'],
    ['yarn test', 'install'],
    ['cargo fmt', 'check'],
  ])('%s is no <%s>', (line, task) => {
    expect(matched(`<${task}>`, line)).toEqual([]);
  });
});
