import type { ShellWord, SimpleCommand } from './command.ts';
import { type Arguments, type GivenOption, type OptionTable, readOptions } from './getopt.ts';
import { GIT_OPTIONS } from './git-options.ts';

/**
 * Programs whose first operand names what they do, with the options that stand before it; so too for what has
 * names of its own below. The facts come from the help of each program.
 */
const GROUPS: Readonly<Record<string, string>> = {
  git:
    'C= c= git-dir= work-tree= namespace= super-prefix= config-env= attr-source= exec-path? ' +
    'p|paginate P|no-pager v|version h|help',
  'git stash': '',
  'git worktree': '',
  'git remote': 'v|verbose',
  'git submodule': 'q|quiet',
  'git bisect': '',
  npm: 'C|prefix= w|workspace= registry= userconfig= loglevel= cache= s|silent g|global h|help v|version',
  pnpm: 'C|dir= F|filter= filter-prod= loglevel= reporter= workspace-concurrency= r|recursive w|workspace-root s|silent h|help v|version',
  yarn: 'cwd= v|version h|help s|silent',
  bun: 'cwd= F|filter= c|config= b|bun h|help v|version',
  uv: 'directory= project= config-file= cache-dir= color= p|python= q|quiet v|verbose h|help V|version',
  'uv pip': '',
  'uv tool': '',
  pip: 'python= cache-dir= log= proxy= timeout= retries= q|quiet v|verbose h|help V|version',
  pip3: 'python= cache-dir= log= proxy= timeout= retries= q|quiet v|verbose h|help V|version',
  pipx: '',
  poetry: 'C|directory= P|project= q|quiet n|no-interaction v|verbose h|help V|version',
  pdm: 'c|config= p|project= q|quiet v|verbose h|help V|version',
  hatch: 'e|env= p|project= data-dir= cache-dir= config= q|quiet v|verbose h|help version',
  conda: 'h|help V|version',
  cargo: 'config= Z= color= C= v|verbose q|quiet locked offline frozen list h|help V|version',
  docker: 'c|context= H|host= l|log-level= config= tlscacert= tlscert= tlskey= D|debug v|version h|help',
  'docker compose':
    'f|file= p|project-name= profile= env-file= project-directory= ansi= progress= parallel= dry-run v|version h|help',
  'docker container': '',
  'docker image': '',
  'docker volume': '',
  'docker network': '',
  'docker system': '',
  'docker buildx': 'builder=',
  'docker-compose':
    'f|file= p|project-name= profile= env-file= project-directory= ansi= progress= parallel= dry-run v|version h|help',
  podman: 'c|connection= log-level= root= runroot= url= identity= h|help v|version',
  'podman compose': 'f|file= p|project-name= profile= env-file=',
  kubectl: 'n|namespace= context= cluster= kubeconfig= user= s|server= token= as= request-timeout= v= h|help',
  helm: 'n|namespace= kube-context= kubeconfig= debug h|help',
  gh: 'R|repo= h|help version',
  'gh pr': 'R|repo=',
  'gh issue': 'R|repo=',
  'gh repo': '',
  'gh release': 'R|repo=',
  'gh run': 'R|repo=',
  'gh workflow': 'R|repo=',
  'gh secret': 'R|repo=',
  glab: 'R|repo= h|help v|version',
  'glab mr': 'R|repo=',
  'glab issue': 'R|repo=',
  go: 'C=',
  'go mod': '',
  terraform: 'chdir=',
  tofu: 'chdir=',
  tmux: 'L= S= f= c= T=',
  bundle: '',
  gem: '',
  composer: 'd|working-dir= n|no-interaction q|quiet v|verbose',
  brew: '',
  apt: 'o= c= t= y|yes q|quiet',
  'apt-get': 'o= c= t= y|yes q|quiet',
  systemctl: 'H= M= user system now',
  turbo: 'cwd= filter= F|filter=',
  nx: '',
  lerna: 'scope= concurrency=',
};

const CARGO =
  'p|package= F|features= j|jobs= target= target-dir= manifest-path= profile= message-format= color= config= Z= ' +
  'exclude= bin= example= r|release all-features no-default-features all-targets workspace lib bins tests q|quiet v|verbose';

/** Options behind the last of those names, or of a program that has none. */
const OPTIONS: Readonly<Record<string, string>> = {
  ...GIT_OPTIONS,
  'npm install':
    'D|save-dev g|global E|save-exact O|save-optional P|save-prod f|force w|workspace= C|prefix= registry= tag= omit= ' +
    'include= install-strategy= legacy-peer-deps package-lock-only ignore-scripts',
  'npm publish': 'tag= access= otp= registry= w|workspace= dry-run',
  'npm run': 'w|workspace= C|prefix= if-present s|silent workspaces',
  'pnpm add':
    'D|save-dev g|global E|save-exact O|save-optional P|save-prod w|workspace-root F|filter= C|dir=',
  'pnpm install': 'D|dev P|prod frozen-lockfile F|filter= C|dir= r|recursive',
  'yarn add': 'D|dev E|exact O|optional P|peer W|ignore-workspace-root-check',
  'bun add': 'd|dev D|dev E|exact g|global cwd=',
  'uv add': 'dev group= extra= optional= index= p|python= package= r|requirements= editable',
  'uv sync':
    'extra= group= no-group= only-group= package= p|python= index= frozen locked all-extras U|upgrade',
  'uv pip install':
    'r|requirements= c|constraints= e|editable= p|python= i|index-url= extra-index-url= f|find-links= t|target= U|upgrade system',
  'pip install':
    'r|requirement= c|constraint= e|editable= t|target= i|index-url= extra-index-url= f|find-links= prefix= root= ' +
    'platform= python-version= src= U|upgrade user break-system-packages no-deps pre',
  'cargo build': CARGO,
  'cargo check': CARGO,
  'cargo clippy': CARGO,
  'cargo test': `${CARGO} test= no-run doc no-fail-fast`,
  'cargo run': CARGO,
  'cargo bench': `${CARGO} bench= no-run`,
  'cargo add': 'F|features= p|package= git= branch= tag= rev= path= rename= registry= D|dev B|build',
  'cargo install': 'version= git= branch= tag= rev= path= root= F|features= j|jobs= f|force locked',
  'cargo publish': 'p|package= token= registry= index= dry-run allow-dirty no-verify',
  'docker build':
    't|tag= f|file= build-arg= target= platform= cache-from= cache-to= label= network= o|output= progress= secret= ssh= pull no-cache q|quiet',
  'docker push': 'a|all-tags q|quiet',
  'docker rm': 'f|force v|volumes l|link',
  'docker compose up': 'd|detach build force-recreate scale= t|timeout= exit-code-from= wait w|watch',
  'docker compose down': 'v|volumes rmi= t|timeout= remove-orphans',
  'kubectl apply': 'f|filename= k|kustomize= l|selector= R|recursive n|namespace= dry-run? context=',
  'kubectl delete':
    'f|filename= k|kustomize= l|selector= n|namespace= all force grace-period= context= A|all-namespaces',
  'kubectl get': 'o|output= l|selector= n|namespace= A|all-namespaces w|watch f|filename= context=',
  'gh pr create':
    't|title= b|body= F|body-file= B|base= H|head= a|assignee= l|label= m|milestone= p|project= r|reviewer= T|template= R|repo= d|draft f|fill w|web',
  'gh pr merge':
    'm|merge s|squash r|rebase d|delete-branch admin auto b|body= t|subject= F|body-file= A|author-email= match-head-commit= R|repo=',
  'gh release create':
    't|title= n|notes= F|notes-file= target= d|draft p|prerelease R|repo= latest generate-notes',
  'gh api':
    'X|method= f|raw-field= F|field= H|header= q|jq= t|template= input= hostname= p|preview= cache= paginate i|include',
  'glab mr create':
    't|title= d|description= b|target-branch= s|source-branch= a|assignee= l|label= m|milestone= reviewer= draft f|fill y|yes',
  'go test':
    'run= bench= benchtime= count= cpu= timeout= parallel= coverprofile= covermode= coverpkg= tags= mod= o= p= ldflags= ' +
    'gcflags= exec= json v race short cover failfast list= skip= fuzz= shuffle= vet=',
  'go build': 'o= p= tags= mod= ldflags= gcflags= race v a x',
  'go run': 'tags= mod= ldflags= race exec=',
  'terraform apply': 'var= var-file= target= auto-approve lock= parallelism= state= input= replace=',
  'terraform destroy': 'var= var-file= target= auto-approve lock= parallelism= state=',
  find: 'name= iname= path= ipath= type= maxdepth= mindepth= newer= mtime= mmin= size= user= group= perm= regex= delete',
  xcodebuild:
    'scheme= workspace= project= target= configuration= sdk= destination= derivedDataPath= resultBundlePath=',
  make: 'C|directory= f|file= I|include-dir= o|old-file= W|what-if= j|jobs? l|load-average? eval= n|dry-run k|keep-going B|always-make s|silent q|question',
  just: 'f|justfile= d|working-directory= l|list n|dry-run set=',
  task: 'd|dir= t|taskfile= p|parallel l|list n|dry',
  rm: 'r|recursive R|recursive f|force i d|dir v|verbose',
  kill: 's|signal= l|list',
  pkill: 'f|full x|exact n|newest o|oldest u|euid= P|parent= signal=',
  grep: 'e|regexp= f|file= A|after-context= B|before-context= C|context= m|max-count= include= exclude= exclude-dir= color? r|recursive n|line-number i|ignore-case',
  rg: 'e|regexp= f|file= g|glob= t|type= T|type-not= A|after-context= B|before-context= C|context= m|max-count= j|threads=',
  sed: 'e|expression= f|file= i|in-place? n|quiet s|separate E|regexp-extended r',
  head: 'n|lines= c|bytes=',
  tail: 'n|lines= c|bytes= f|follow? F s|sleep-interval= pid=',
  curl:
    'X|request= d|data= H|header= o|output= u|user= A|user-agent= b|cookie= c|cookie-jar= e|referer= F|form= m|max-time= ' +
    'w|write-out= x|proxy= T|upload-file= E|cert= K|config= connect-timeout= retry= data-raw= data-binary= url= cacert= ' +
    's|silent S|show-error L|location f|fail k|insecure i|include I|head v|verbose O|remote-name',
  ssh: 'i= p= l= o= F= J= L= R= D= E= b= c= e= m= O= Q= S= W= w= B= I=',
  scp: 'i= P= o= F= J= S= c= l= r p q C',
  python: 'c= m= W= X=',
  python3: 'c= m= W= X=',
  pytest:
    'k= m= n= c= p= o= W= r= x|exitfirst v|verbose q|quiet s lf ff maxfail= tb= cov? rootdir= confcutdir= ignore= deselect= durations= junitxml= timeout= log-cli-level=',
};

/** Programs whose long options begin with a single dash. */
const SINGLE_DASH: ReadonlySet<string> = new Set(
  (
    'go find java javac terraform tofu packer vault consul nomad xcodebuild ffmpeg ffprobe gcc g++ cc c++ clang clang++ ' +
    'mvn mvnw ant openssl convert magick'
  ).split(' '),
);

/** The last part of the path of a command; null where it cannot be known. */
export function baseName(word: ShellWord | undefined): string | null {
  const value = word?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1) || null;
}

/** What a command is given, by the names that its program has for its options. */
export interface Given extends Arguments {
  /** All options of the program and of what it does, for reading a pattern by. */
  readonly table: OptionTable;
  /** The options of what it does are known. */
  readonly isKnown: boolean;
  /** Long options begin with a single dash. */
  readonly isSingleDash: boolean;
}

const known = new WeakMap<SimpleCommand, Given>();

/** The options and the operands of a command; those in front of the name of its deed are among them. */
export function argumentsOf(command: SimpleCommand): Given {
  let given = known.get(command);
  if (!given) {
    const { path, options, rest, group, own, abbreviates, isSingleDash } = wayOf(command.words);
    // Where its own options are not known, those of its program are taken behind its name, too: `npm i -g`.
    const { options: more, operands } = readOptions(rest, { options: own || group, abbreviates });
    given = {
      options: [...options, ...more],
      operands: [...path, ...operands],
      table: { options: `${group} ${own}`, abbreviates },
      isKnown: own !== '',
      isSingleDash,
    };
    known.set(command, given);
  }
  return given;
}

/** The first operands of a command that are plain names, with their places among its words. */
export function subcommands(words: readonly ShellWord[], most: number): { name: string; index: number }[] {
  const { path, rest } = wayOf(words);
  const found: { name: string; index: number }[] = [];
  let index = 0;
  for (const word of [...path, ...rest]) {
    if (found.length >= most || word.value === null || !/^\w[\w:.-]*$/.test(word.value)) break;
    index = words.indexOf(word, index);
    found.push({ name: word.value, index });
  }
  return found;
}

/** The names of what a program shall do, the options in front of them, and what stands behind. */
function wayOf(words: readonly ShellWord[]) {
  let name = baseName(words[0]) ?? '';
  const isSingleDash = SINGLE_DASH.has(name);
  const abbreviates = name === 'git';
  const path: ShellWord[] = [];
  const options: GivenOption[] = [];
  let group = '';
  let rest = isSingleDash ? words.slice(1).map(doubled) : words.slice(1);
  // `-j` of make takes the next word only where it is a number.
  if (name === 'make' || name === 'gmake') {
    rest = rest.filter(({ value }, index) => !/^\d+$/.test(value ?? '') || rest[index - 1]?.value !== '-j');
  }
  while (Object.hasOwn(GROUPS, name)) {
    group += ` ${GROUPS[name]}`;
    const given = readOptions(rest, { options: GROUPS[name] ?? '', inFront: true });
    options.push(...given.options);
    const [next] = given.operands;
    if (!next || !/^\w[\w:.-]*$/.test(next.value ?? '')) {
      rest = [...given.operands];
      break;
    }
    path.push(next);
    rest = given.operands.slice(1);
    name += ` ${next.value}`;
  }
  const own = (Object.hasOwn(OPTIONS, name) && OPTIONS[name]) || '';
  return { path, options, rest, group, own, abbreviates, isSingleDash };
}

/** `-race` as `--race`. */
export function doubled(word: ShellWord): ShellWord {
  const double = (text: string) => (/^-[A-Za-z]/.test(text) ? `-${text}` : text);
  return { ...word, text: double(word.text), value: word.value === null ? null : double(word.value) };
}
