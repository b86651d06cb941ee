# What each hook of bylaw does; install puts it in place of the line that reads this file. It runs the hook
# that was there before, then bylaw, and usually starts nothing but these two. Set above:
#   bylaw_hook    the name git knows the hook by
#   bylaw_entry   bylaw's own file; empty where there is nothing to judge
#   bylaw_node    the node that ran install
#   bylaw_global  set in the hooks for a person's every repository
#   bylaw_before  there, the core.hooksPath that was set before, if any

# Runs a command with what git wrote to a pre-push hook, which more than one has to read.
bylaw_run() {
  if [ -z "$bylaw_refs" ]; then
    "$@"
  else
    "$@" <<EOF
$bylaw_refs
EOF
  fi
}

# The earlier hook stands beside this one, or in the common directory that all worktrees share.
bylaw_earlier=${0%/*}/$bylaw_hook.before-bylaw
if [ -n "$bylaw_before" ]; then
  bylaw_earlier=$bylaw_before/$bylaw_hook
elif [ -n "$bylaw_global" ]; then
  bylaw_dir=${GIT_DIR:-.git}
  if [ -f "$bylaw_dir" ]; then
    IFS= read -r bylaw_line <"$bylaw_dir"
    bylaw_dir=${bylaw_line#gitdir: }
  elif [ ! -d "$bylaw_dir" ]; then
    bylaw_dir=.
  fi
  if [ -n "$GIT_COMMON_DIR" ]; then
    bylaw_dir=$GIT_COMMON_DIR
  elif [ -f "$bylaw_dir/commondir" ]; then
    IFS= read -r bylaw_line <"$bylaw_dir/commondir"
    case $bylaw_line in
      /* | ?:*) bylaw_dir=$bylaw_line ;;
      *) bylaw_dir=$bylaw_dir/$bylaw_line ;;
    esac
  fi
  bylaw_earlier=$bylaw_dir/hooks/$bylaw_hook
fi

# A probe names the process that started this one: only `bylaw doctor` can, before it starts it.
if [ "$BYLAW_PROBE" != "$PPID" ] || [ -z "$bylaw_entry" ]; then
  unset BYLAW_PROBE
fi

bylaw_refs=
if [ -z "$BYLAW_PROBE" ] && [ -f "$bylaw_earlier" ] && [ -x "$bylaw_earlier" ]; then
  bylaw_line=
  if [ -n "$bylaw_global" ]; then
    { IFS= read -r bylaw_line && IFS= read -r bylaw_line; } <"$bylaw_earlier"
  fi
  case $bylaw_line in
    '# bylaw '*) bylaw_entry= ;; # The repository has bylaw of its own.
  esac
  if [ -z "$bylaw_entry" ]; then
    exec "$bylaw_earlier" "$@"
  fi
  if [ "$bylaw_hook" = pre-push ]; then
    bylaw_refs=$(cat)
  fi
  bylaw_run "$bylaw_earlier" "$@" || exit
fi

if [ -n "$bylaw_entry" ]; then
  bylaw_install="bylaw install${bylaw_global:+ --global}"
  if [ ! -f "$bylaw_entry" ]; then
    printf 'bylaw: %s is gone, install bylaw again and run `%s`, or delete %s\n' \
      "$bylaw_entry" "$bylaw_install" "$0" >&2
    exit 1
  fi
  # A program with windows starts git with a short PATH. Of the places below, the last one that exists is taken.
  if command -v node >/dev/null 2>&1; then
    bylaw_node=node
  elif [ ! -x "$bylaw_node" ]; then
    bylaw_node=
    bylaw_data=${XDG_DATA_HOME:-$HOME/.local/share}
    for bylaw_place in \
      /usr/bin/node \
      /opt/local/bin/node \
      /usr/local/bin/node \
      /usr/local/opt/node@[2-9][0-9]/bin/node \
      /home/linuxbrew/.linuxbrew/bin/node \
      /opt/homebrew/opt/node@[2-9][0-9]/bin/node \
      /opt/homebrew/bin/node \
      "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/nodejs/[2-9][0-9].*/bin/node \
      "${MISE_DATA_DIR:-$bylaw_data/mise}"/installs/node/[2-9][0-9].*/bin/node \
      "${VOLTA_HOME:-$HOME/.volta}"/tools/image/node/[2-9][0-9].*/bin/node \
      "${FNM_DIR:-$bylaw_data/fnm}"/node-versions/v[2-9][0-9].*/installation/bin/node \
      "$HOME/Library/Application Support/fnm"/node-versions/v[2-9][0-9].*/installation/bin/node \
      "$HOME"/.fnm/node-versions/v[2-9][0-9].*/installation/bin/node \
      "${NVM_DIR:-$HOME/.nvm}"/versions/node/v[2-9][0-9].*/bin/node; do
      [ ! -x "$bylaw_place" ] || bylaw_node=$bylaw_place
    done
    if [ -z "$bylaw_node" ]; then
      printf 'bylaw: no node found for the %s hook, install Node 20.19 or newer and run `%s`\n' \
        "$bylaw_hook" "$bylaw_install" >&2
      exit 1
    fi
  fi
  bylaw_run exec "$bylaw_node" "$bylaw_entry" hook "$bylaw_hook" "$@"
fi
