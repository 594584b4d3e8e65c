# Tasks added, listed, prioritised, done and archived by todo.txt-cli.
# Needs: todotxt-cli: /usr/bin/todo-txt /etc/todo-txt /usr/share/bash-completion/completions/todo-txt

cat >config <<CONFIG
export TODO_DIR="$HOME/tasks"
export TODO_FILE="\$TODO_DIR/todo.txt"
export DONE_FILE="\$TODO_DIR/done.txt"
export REPORT_FILE="\$TODO_DIR/report.txt"
export TODO_ACTIONS_DIR="$HOME/actions"
export TODOTXT_DEFAULT_ACTION=ls
CONFIG
mkdir tasks actions
todo() {
  echo "\$ todo $*"
  bash /usr/bin/todo-txt -d config "$@"
  local status=$?
  ((status == 0)) || echo "status $status"
}
# The day is that of today, whichever it is.
dated() { todo "$@" | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/g'; }

todo
todo add 'Buy milk @shop +house'
todo add "Call Ann's office @phone"
todo a Write the report +work @desk
todo add '(B) Water plants +house'
todo addm $'First of many +work\nSecond of many @shop'
todo add 'Special \ characters & $HOME * [x] "quoted"'
todo ls
todo -p ls
todo -p ls +house
todo -p ls @shop -milk
todo ls nothing
todo pri 2 A
todo -p pri 3 c
todo -p pri 3 D
todo pri 99 A
todo pri 1
todo -p lsp
todo -p lsp A-B
todo lsprj
todo lsc
todo lsprj @shop
todo append 1 'and bread'
todo prepend 5 Urgently
todo -p replace 6 'Replaced +work'
todo depri 4 2
todo depri 4
todo -f del 5
todo del 7 @none
todo -f del 6 +work
todo -p ls
dated do 1
dated -a do 3 4
dated do 3
dated do 77
todo -p ls
dated archive
dated listfile done.txt
dated -p lsa
dated listall many
dated -t add 'with a date'
dated -p ls
todo deduplicate
printf '%s\n' 'a twin' 'a twin' 'single' >>tasks/todo.txt
todo deduplicate
dated -p ls
todo addto extra.txt 'into another file'
todo listfile
todo listfile extra.txt
todo -f move 2 extra.txt
todo -f move 1 done.txt extra.txt | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/g'
dated listfile extra.txt
dated report | sed -E 's/DATET[0-9:]+/TIME/; s/[0-9]+:[0-9]+:[0-9]+/TIME/'
sed -E 's/^[^ ]+ /TIME /' tasks/report.txt
todo -x -+ -@ -P ls
todo -vv -p ls twin
todo -p -n del 2
todo shorthelp | head -n 12
todo help | wc -l
todo help pri del
todo -V | head -n 3
todo nosuch
todo -q
todo rm

cat >actions/hello <<'ACTION'
#!/bin/bash
[ "$1" = usage ] && { echo "    hello [NAME]"; echo "      says hello"; exit; }
shift
echo "hello ${1:-you}, $(wc -l <"$TODO_FILE") tasks, $("$TODO_FULL_SH" -p command ls | tail -n 1)"
ACTION
chmod +x actions/hello
todo hello
todo hello Ann
todo help hello
todo listaddons

echo '=== coloured'
sed -i 's/^single/(A) &/' tasks/todo.txt
dated -c ls
printf '%s\n' '=== asked' y | { read -r title; echo "$title"; todo del 1; }
echo n | todo del 1
dated -p ls
