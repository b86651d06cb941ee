/** Programs whose names are no words of prose, so that they need no code span. */
export const PROGRAMS: ReadonlySet<string> = new Set(
  'acli ack ag apt-get ast-grep awk aws az bat bazel biome black brew bun bundler bunx cargo chezmoi chmod chown clang cmake composer conda corepack ctest curl delta deno devbox direnv docker docker-compose dotnet dvc egrep esbuild eslint eza fd ffmpeg fgrep flake8 fzf gcloud gh git gitleaks glab golangci-lint gofmt grep gofumpt gradle gradlew gsed helm hg httpie isort jest jj jq kubectl lerna lsof mamba maven meson mise mkdir mocha mvn mypy nano npm npx nvm nox nvim oxfmt oxlint pdm perl pgrep pip pip3 pipenv pipx pkill playwright pnpm pnpx poetry podman pre-commit prek prettier psql pulumi pushd pyenv pylint pyright pytest python3 redis-cli rg ripgrep rimraf rm rmdir rsync rspec rtk rubocop ruff rustc rustup rye scp sd sed shellcheck shfmt sqlite3 ssh stylelint sudo swiftlint systemctl terraform tofu tmux tox trunk ts-node tsc tsx turbo ty uv uvx vim virtualenv vite vitest wget xargs xcodebuild yarn yapf yq zip zizmor zoxide'.split(
    ' ',
  ),
);

/** Programs with names that are words, too: commands in a code span, or beside another command. */
export const WORDLIKE: ReadonlySet<string> = new Set(
  'bash bd bundle cat cd cp cut dd df diff du echo emacs env exec find fish go gulp head hub java just kill killall less ln ls make man more mv nice node nohup nu open paste ping printf ps python rails rake ruby rust screen sh sleep sort source swift tail task tee time timeout top touch tr trash tree vi watch wc which yes zsh'.split(
    ' ',
  ),
);

/** Of these, those that work on files: behind `instead of` they need no code span either. */
export const FILE_WORDS: ReadonlySet<string> = new Set('cat find head ls make sed tail'.split(' '));

/** In a sentence on code, these are what a program calls. */
export const CALLED: ReadonlySet<string> = new Set(
  'cat cut diff echo env eval exec find go head java kill less make more node open printf python rails ruby rust sleep sort source swift tail task time timeout touch tr tree watch yes'.split(
    ' ',
  ),
);

/** What is asked of a program behind its name. */
export const SUBCOMMANDS: ReadonlySet<string> = new Set(
  'add apply audit bisect blame branch build cherry-pick checkout ci clean clone close commit config create delete deploy describe destroy develop dev diff edit exec fetch fmt format get init install lint list lock log merge migrate mv pip prune publish pull purge push rebase release remove reset restore revert review rm run serve show spin-up stage start stash stop submodule switch sync tag test tidy tool uninstall update upgrade up vet watch worktree'.split(
    ' ',
  ),
);

/** What code begins with that is no command. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  'abstract alter as async await break case catch class const continue def default del delete do drop elif else enum except export extends extern final finally fn for from func function global if implements import in insert instanceof interface is lambda let loop match mod module mut namespace new none not null of or override package pass private protected pub public raise readonly return select self static struct super switch this throw trait try type typeof undefined union unsafe update use using var void where while with yield'.split(
    ' ',
  ),
);
