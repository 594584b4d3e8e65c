//! What `help` knows: builtins, reserved words and variables, sorted as bash lists them.

/// A topic.
#[derive(Debug)]
pub(super) struct Topic {
    /// Its name.
    pub(super) name: &'static str,
    /// How it is written.
    pub(super) usage: &'static str,
    /// What it does.
    pub(super) summary: &'static str,
}

const fn topic(name: &'static str, usage: &'static str, summary: &'static str) -> Topic {
    Topic { name, usage, summary }
}

/// All topics.
pub(super) const TOPICS: &[Topic] = &[
    topic("%", "job_spec [&]", "Bring a job to the foreground, or with & let it go on in the background."),
    topic("(( ... ))", "(( expression ))", "Evaluate an expression: status 0 where its value is not 0."),
    topic(".", ". filename [arguments]", "Run the commands of a file in this shell."),
    topic(":", ":", "Do nothing, successfully."),
    topic("[", "[ arg... ]", "Evaluate a condition; the last argument is ]."),
    topic(
        "[[ ... ]]",
        "[[ expression ]]",
        "Evaluate a condition without splitting words or expanding file names.",
    ),
    topic("alias", "alias [-p] [name[=value] ... ]", "Define aliases, or print them."),
    topic("bg", "bg [job_spec ...]", "Let stopped jobs go on in the background."),
    topic(
        "bind",
        "bind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq] [-x keyseq:shell-command] [keyseq:readline-function or readline-command]",
        "Bind keys of the line editor (there is none here).",
    ),
    topic("break", "break [n]", "Leave loops: the innermost one, or as many as n says."),
    topic(
        "builtin",
        "builtin [shell-builtin [arg ...]]",
        "Run a builtin even where a function has its name.",
    ),
    topic("caller", "caller [expr]", "Print where the running function or sourced file was called."),
    topic(
        "case",
        "case WORD in [PATTERN [| PATTERN]...) COMMANDS ;;]... esac",
        "Run the commands of the first pattern that matches a word.",
    ),
    topic(
        "cd",
        "cd [-L|[-P [-e]] [-@]] [dir]",
        "Change the working directory; without an operand to $HOME, with - to $OLDPWD.",
    ),
    topic(
        "command",
        "command [-pVv] command [arg ...]",
        "Run a command even where a function has its name, or tell what a name means.",
    ),
    topic(
        "compgen",
        "compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]",
        "Print the completions of a word.",
    ),
    topic(
        "complete",
        "complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]",
        "Say how the arguments of commands are completed.",
    ),
    topic("compopt", "compopt [-o|+o option] [-DEI] [name ...]", "Change the options of completions."),
    topic(
        "continue",
        "continue [n]",
        "Go on with the next round of a loop: the innermost one, or as n says.",
    ),
    topic(
        "coproc",
        "coproc [NAME] command [redirections]",
        "Run a command in the background with pipes to and from it.",
    ),
    topic(
        "declare",
        "declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]",
        "Set the values and attributes of variables, or print them.",
    ),
    topic("dirs", "dirs [-clpv] [+N] [-N]", "Print the stack of directories."),
    topic("disown", "disown [-h] [-ar] [jobspec ... | pid ...]", "Forget jobs, or keep SIGHUP from them."),
    topic("echo", "echo [-neE] [arg ...]", "Write the arguments, with blanks between them."),
    topic(
        "enable",
        "enable [-a] [-dnps] [-f filename] [name ...]",
        "Turn builtins on and off, or list them.",
    ),
    topic("eval", "eval [arg ...]", "Run the arguments, joined by blanks, as a command."),
    topic(
        "exec",
        "exec [-cl] [-a name] [command [argument ...]] [redirection ...]",
        "Put a program in the place of the shell, or make redirections last.",
    ),
    topic("exit", "exit [n]", "End the shell with a status."),
    topic(
        "export",
        "export [-fn] [name[=value] ...] or export -p",
        "Give variables and functions to the programs that are run.",
    ),
    topic("false", "false", "Do nothing, unsuccessfully."),
    topic(
        "fc",
        "fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]",
        "List commands of the history, or run one again.",
    ),
    topic("fg", "fg [job_spec]", "Bring a job to the foreground."),
    topic(
        "for",
        "for NAME [in WORDS ... ] ; do COMMANDS; done",
        "Run commands once for each word of a list.",
    ),
    topic(
        "for ((",
        "for (( exp1; exp2; exp3 )); do COMMANDS; done",
        "Run commands as long as an expression is not 0.",
    ),
    topic("function", "function name { COMMANDS ; } or name () { COMMANDS ; }", "Define a function."),
    topic("getopts", "getopts optstring name [arg ...]", "Take the next option from the arguments."),
    topic(
        "hash",
        "hash [-lr] [-p pathname] [-dt] [name ...]",
        "Remember where commands are, or list what is remembered.",
    ),
    topic("help", "help [-dms] [pattern ...]", "Tell what builtins do."),
    topic(
        "history",
        "history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]",
        "List the history, or change it.",
    ),
    topic(
        "if",
        "if COMMANDS; then COMMANDS; [ elif COMMANDS; then COMMANDS; ]... [ else COMMANDS; ] fi",
        "Run commands where a condition holds.",
    ),
    topic("jobs", "jobs [-lnprs] [jobspec ...] or jobs -x command [args]", "List jobs."),
    topic(
        "kill",
        "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]",
        "Send a signal to processes or jobs, or list signals.",
    ),
    topic("let", "let arg [arg ...]", "Evaluate expressions: status 0 where the last one is not 0."),
    topic("local", "local [option] name[=value] ...", "Make variables local to the running function."),
    topic("logout", "logout [n]", "End a login shell."),
    topic(
        "mapfile",
        "mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]",
        "Read lines into an array.",
    ),
    topic(
        "popd",
        "popd [-n] [+N | -N]",
        "Remove a directory from the stack, and change to the one that is then on top.",
    ),
    topic("printf", "printf [-v var] format [arguments]", "Write arguments by a format."),
    topic(
        "pushd",
        "pushd [-n] [+N | -N | dir]",
        "Put a directory on the stack and change to it, or turn the stack.",
    ),
    topic("pwd", "pwd [-LP]", "Print the working directory."),
    topic(
        "read",
        "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]",
        "Read a line and split it into variables.",
    ),
    topic(
        "readarray",
        "readarray [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]",
        "Read lines into an array: another name of mapfile.",
    ),
    topic(
        "readonly",
        "readonly [-aAf] [name[=value] ...] or readonly -p",
        "Keep variables and functions from being changed.",
    ),
    topic("return", "return [n]", "Leave a function or a sourced file with a status."),
    topic(
        "select",
        "select NAME [in WORDS ... ;] do COMMANDS; done",
        "Let the user choose words from a menu, and run commands for each choice.",
    ),
    topic(
        "set",
        "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]",
        "Set options of the shell and the positional parameters, or list variables.",
    ),
    topic("shift", "shift [n]", "Drop the first positional parameters."),
    topic("shopt", "shopt [-pqsu] [-o] [optname ...]", "Set options of the shell, or list them."),
    topic("source", "source filename [arguments]", "Run the commands of a file in this shell."),
    topic("suspend", "suspend [-f]", "Stop the shell until it gets SIGCONT."),
    topic("test", "test [expr]", "Evaluate a condition."),
    topic("time", "time [-p] pipeline", "Tell how long a pipeline takes."),
    topic("times", "times", "Print the time that the shell and its children have used."),
    topic(
        "trap",
        "trap [-lp] [[arg] signal_spec ...]",
        "Run a command when a signal or another event comes.",
    ),
    topic("true", "true", "Do nothing, successfully."),
    topic("type", "type [-afptP] name [name ...]", "Tell what names mean as commands."),
    topic(
        "typeset",
        "typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]",
        "Set the values and attributes of variables: another name of declare.",
    ),
    topic("ulimit", "ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]", "Set limits of resources, or print them."),
    topic("umask", "umask [-p] [-S] [mode]", "Set the permissions that new files do not get, or print them."),
    topic("unalias", "unalias [-a] name [name ...]", "Remove aliases."),
    topic("unset", "unset [-f] [-v] [-n] [name ...]", "Remove variables and functions."),
    topic("until", "until COMMANDS; do COMMANDS-2; done", "Run commands again until a condition holds."),
    topic(
        "variables",
        "variables - Names and meanings of some shell variables",
        "Names of variables that the shell itself sets or reads.",
    ),
    topic("wait", "wait [-fn] [-p var] [id ...]", "Wait for jobs and give their status."),
    topic("while", "while COMMANDS; do COMMANDS-2; done", "Run commands as long as a condition holds."),
    topic("{ ... }", "{ COMMANDS ; }", "Run commands as one unit in this shell."),
];

/// What `help variables` says beyond its summary.
pub(super) const VARIABLES: &[&str] = &[
    "BASH_VERSION    the version of the shell",
    "CDPATH          directories that cd searches",
    "HOME            the home directory",
    "IFS             what separates words",
    "OLDPWD          the working directory before the last cd",
    "PATH            directories that commands are searched in",
    "PS1, PS2, PS4   prompts, and what leads each line of a trace",
    "PWD             the working directory",
    "REPLY           what read and select have read",
];
