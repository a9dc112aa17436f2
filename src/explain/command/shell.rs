use super::tool::{Tool, tool};

/// What the shell itself brings, and programs that start others. Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    tool(": true", "Does nothing and succeeds; behind `||` it hides a failure."),
    Tool {
        options: &[
            ("-f", "Is it a file?"),
            ("-d", "Is it a folder?"),
            ("-e", "Does it exist?"),
            ("-n", "Is there any text?"),
            ("-z", "Is the text empty?"),
            ("-x", "Can it be run?"),
            ("-s", "Is it more than empty?"),
            ("-L -h", "Is it a link?"),
            ("-r", "Can it be read?"),
            ("-w", "Can it be written?"),
            ("-eq", "Are the numbers equal?"),
            ("-ne", "Do the numbers differ?"),
            ("-gt", "Is the first number greater?"),
            ("-lt", "Is the first number less?"),
            ("-ge", "Is the first number no less?"),
            ("-le", "Is the first number no greater?"),
            ("-a", "And."),
            ("-o", "Or."),
            ("-v", "Is the variable set?"),
            ("-S", "Is it a socket?"),
        ],
        ..tool("[ [[ test", "Tests a condition: succeeds where it holds.")
    },
    Tool {
        options: &[
            ("-c", "Runs this text as a script."),
            ("-e", "Stops at the first failure."),
            ("-x", "Prints each command."),
            ("-l --login", "Reads the settings of a login."),
            ("-i", "Reads the settings of a terminal."),
            ("-s", "Reads the script from the pipe."),
            ("-u", "Fails on unset variables."),
            ("-o", "Sets an option by name."),
            ("--", "Ends the options."),
            ("-v", "Prints each line."),
        ],
        operands: "The script and its arguments.",
        ..tool("bash sh ash dash zsh ksh", "Runs a script in a shell of its own.")
    },
    tool("break", "Leaves a loop."),
    Tool {
        operands: "The folder.",
        body: "The change ends with the `RUN`; `WORKDIR` lasts.",
        ..tool("cd pushd", "Changes the folder, for the rest of this step.")
    },
    Tool {
        options: &[("-v", "Prints where the program is and fails where there is none.")],
        operands: "The program.",
        ..tool("command type which", "Finds a program.")
    },
    tool("continue", "Goes on with the next turn of a loop."),
    Tool { operands: "The jobs.", ..tool("crontab", "Sets timed jobs; they need a running cron.") },
    Tool {
        options: &[
            ("-u", "In UTC."),
            ("-d", "Of this moment."),
            ("-r", "Of this file."),
            ("-I", "In the form of ISO 8601."),
        ],
        ..tool("date", "Prints the time; the cached step keeps the old one.")
    },
    Tool {
        options: &[
            ("-e", "Understands `\\n` and the like, in bash; other shells may print the `-e`."),
            ("-n", "Without a line end."),
            ("-E", "Takes backslashes as they are."),
        ],
        operands: "The text.",
        ..tool("echo", "Prints a text; with `>` it writes a file, with `>>` it adds a line.")
    },
    Tool {
        options: &[
            ("-i", "With no variables at all."),
            ("-u", "Without this variable."),
            ("-S", "Splits the text into words."),
        ],
        ..tool("env", "Runs a command with other variables, or prints them.")
    },
    tool("envsubst", "Replaces variables in a text."),
    tool("eval", "Runs a text as a command."),
    tool("exec", "Replaces the shell with a program, which then gets the signals."),
    Tool {
        operands: "The exit status; 0 is success.",
        ..tool("exit", "Ends the shell; any number but 0 fails the build.")
    },
    Tool {
        operands: "Names, with values.",
        body: "It is gone when the step ends; `ENV` lasts.",
        ..tool("export", "Gives variables to the programs started after it, in this step.")
    },
    tool("false", "Fails."),
    tool("getconf", "Prints a limit of the system."),
    tool("getent", "Looks up a user, a group or a host."),
    tool("hash", "Forgets or checks where programs are."),
    tool("kill", "Ends a process."),
    Tool { options: &[("-p", "Folders as well.")], ..tool("ldd", "Lists the libraries a program needs.") },
    tool("local declare typeset readonly", "Makes a variable."),
    tool("nohup", "Runs a program that outlives the terminal."),
    tool("popd", "Goes back to the folder before."),
    Tool {
        operands: "The form, and what is put into it.",
        ..tool("printf", "Prints a text by a form; unlike `echo` the same in every shell.")
    },
    tool("pwd", "Prints the current folder."),
    tool("read", "Reads a line into a variable."),
    tool("return", "Leaves a function."),
    Tool {
        options: &[
            ("-e +e", "Stops at the first command that fails (`+e`: goes on)."),
            ("-x +x", "Prints each command before it runs (`+x`: stops that)."),
            ("-u +u", "Fails on unset variables."),
            ("-o +o", "Sets an option by name; `pipefail` makes a pipe fail when any part fails."),
            ("-f", "Does not expand patterns."),
            ("-v", "Prints each line."),
            ("-a", "Exports every variable."),
            ("-E", "Traps also hold in functions."),
            ("-h", "Remembers where programs are."),
            ("--", "Sets the arguments of the shell."),
        ],
        ..tool("set", "Sets options of the shell, for this step.")
    },
    tool("shift", "Drops the first argument."),
    tool("shopt", "Sets options of bash."),
    Tool { operands: "How long.", ..tool("sleep", "Waits.") },
    Tool {
        operands: "The file.",
        ..tool("source .", "Runs a file in this shell, so that its variables stay for the rest of the step.")
    },
    tool("time", "Measures how long a command takes."),
    tool("timeout", "Ends a command that takes too long."),
    tool("trap", "Sets what happens at the end or on a signal."),
    tool("ulimit", "Sets limits for programs."),
    Tool {
        options: &[
            ("-m --machine", "The architecture."),
            ("-s --kernel-name", "The system."),
            ("-r --kernel-release", "The kernel's version."),
            ("-p", "The processor."),
            ("-a", "Everything."),
            ("-i", "The hardware."),
        ],
        ..tool("uname arch", "Prints the system or its architecture.")
    },
    tool("unset", "Forgets a variable, for this step only."),
    tool("wait", "Waits for background processes."),
    tool("yes", "Answers every question with yes, through a pipe."),
];
