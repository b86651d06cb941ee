/**
 * The options of git's commands, in the notation of getopt.ts, as `git COMMAND --git-completion-helper-all`
 * lists them and their manuals name them.
 */
export const GIT_OPTIONS: Readonly<Record<string, string>> = {
  'git add':
    'A|all u|update f|force n|dry-run p|patch i|interactive e|edit N|intent-to-add v|verbose ' +
    'chmod= pathspec-from-file=',
  'git am':
    '3|3way s|signoff i|interactive n|no-verify k|keep q|quiet directory= exclude= include= p= C= ' +
    'S|gpg-sign?',
  'git branch':
    'd|delete D m|move M c|copy C f|force l|list a|all r|remotes t|track? u|set-upstream-to= ' +
    'unset-upstream contains= no-contains= merged? no-merged? points-at= sort= format= ' +
    'show-current q|quiet v|verbose column?',
  'git checkout':
    'b= B= orphan= t|track? f|force p|patch q|quiet d|detach m|merge l ours theirs conflict= ' +
    'guess overlay',
  'git cherry-pick':
    'n|no-commit x e|edit s|signoff m|mainline= S|gpg-sign? X|strategy-option= strategy= continue ' +
    'abort skip quit',
  'git clean': 'f|force d x X n|dry-run q|quiet i|interactive e|exclude=',
  'git clone':
    'b|branch= depth= o|origin= u|upload-pack= c|config= j|jobs= reference= shallow-since= ' +
    'shallow-exclude= separate-git-dir= filter= template= n|no-checkout l|local s|shared bare ' +
    'mirror recurse-submodules? single-branch q|quiet v|verbose',
  'git commit':
    'q|quiet v|verbose F|file= author= date= m|message= c|reedit-message= C|reuse-message= fixup= ' +
    'squash= reset-author trailer= s|signoff t|template= e|edit cleanup= status S|gpg-sign? a|all ' +
    'i|include interactive p|patch U|unified= inter-hunk-context= o|only n|no-verify dry-run ' +
    'short branch ahead-behind porcelain long z|null amend no-post-rewrite u|untracked-files? ' +
    'pathspec-from-file= pathspec-file-nul allow-empty allow-empty-message verify post-rewrite ' +
    'h|help no-gpg-sign',
  'git commit-tree': 'p= m= F= S|gpg-sign? h|help',
  'git config':
    'f|file= e|edit l|list global local system worktree add unset unset-all get get-all default= ' +
    'type= replace-all blob=',
  'git diff':
    'S= G= O= U|unified= diff-filter= inter-hunk-context= cached staged stat name-only ' +
    'name-status s|no-patch p|patch w',
  'git fetch':
    'a|all p|prune t|tags f|force depth= j|jobs= q|quiet v|verbose o|server-option= ' +
    'u|update-head-ok shallow-since= refmap= upload-pack=',
  'git log':
    'n|max-count= S= G= L= O= author= committer= grep= since= until= after= before= format= date= ' +
    'skip= diff-filter= p|patch oneline graph all stat decorate? follow first-parent merges ' +
    'no-merges reverse g|walk-reflogs',
  'git merge':
    'n stat summary log? squash commit e|edit cleanup= ff ff-only rerere-autoupdate ' +
    'verify-signatures s|strategy= X|strategy-option= m|message= F|file= into-name= v|verbose ' +
    'q|quiet abort quit continue allow-unrelated-histories progress S|gpg-sign? autostash ' +
    'overwrite-ignore signoff no-verify verify h|help no-commit no-ff no-verify-signatures ' +
    'no-gpg-sign',
  'git pull':
    'r|rebase? no-rebase ff no-ff ff-only s|strategy= X|strategy-option= a|all f|force t|tags ' +
    'p|prune depth= j|jobs= q|quiet v|verbose n squash commit e|edit autostash',
  'git push':
    'u|set-upstream f|force force-with-lease? force-if-includes d|delete n|dry-run a|all mirror ' +
    'tags follow-tags q|quiet v|verbose no-verify verify o|push-option= repo= receive-pack= exec= ' +
    'signed? atomic prune porcelain recurse-submodules= 4|ipv4 6|ipv6 thin progress',
  'git rebase':
    'i|interactive onto= x|exec= s|strategy= X|strategy-option= S|gpg-sign? n|no-stat C= ' +
    'whitespace= empty= root autosquash autostash continue abort skip quit edit-todo no-verify ' +
    'verify f|force-rebase r|rebase-merges? keep-base signoff q|quiet v|verbose no-gpg-sign',
  'git reset': 'hard soft mixed merge keep q|quiet p|patch N|intent-to-add pathspec-from-file=',
  'git restore':
    's|source= S|staged W|worktree p|patch q|quiet ours theirs m|merge conflict= overlay ' +
    'pathspec-from-file=',
  'git revert':
    'n|no-commit e|edit m|mainline= s|signoff S|gpg-sign? X|strategy-option= strategy= continue ' +
    'abort skip quit',
  'git rm': 'r f|force n|dry-run q|quiet cached ignore-unmatch pathspec-from-file=',
  'git show':
    'format= n|max-count= S= G= U|unified= diff-filter= date= p|patch s|no-patch stat name-only ' +
    'name-status oneline',
  'git stash push':
    'm|message= k|keep-index u|include-untracked a|all p|patch q|quiet S|staged ' + 'pathspec-from-file=',
  'git switch':
    'c|create= C|force-create= d|detach f|force discard-changes m|merge q|quiet t|track? orphan= ' + 'guess',
  'git tag':
    'l|list n? d|delete v|verify a|annotate m|message= F|file= trailer= e|edit s|sign cleanup= ' +
    'u|local-user= f|force create-reflog column? contains? no-contains? merged? no-merged? sort= ' +
    'points-at= format= color? i|ignore-case h|help no-sign',
  'git worktree add': 'b= B= f|force d|detach q|quiet lock reason= orphan track guess-remote checkout',
  'git worktree remove': 'f|force',
};
