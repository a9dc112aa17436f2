use super::tool::{Opt, Tool, tool};

/// Users, groups and who runs what. Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        options: GROUP,
        operands: "The group.",
        ..tool("addgroup groupadd groupmod", "Makes or changes a group.")
    },
    Tool {
        options: &[
            ("-D --disabled-password", "Sets no password."),
            ("-S --system -r", "As a system user, with a low number."),
            ("-H --no-create-home", "Makes no home folder."),
            ("-u --uid", "The number of the user."),
            ("-G", "The group, on Alpine."),
            ("-h --home", "The home folder."),
            ("-s --shell", "The login shell; `/sbin/nologin` allows no login."),
            ("-g --gecos", "The full name."),
            ("--ingroup --gid", "The group."),
            ("--group", "Makes a group of the same name."),
            ("--disabled-login", "Allows no login."),
            ("--quiet -q", "Prints less."),
            ("-d", "The home folder."),
            ("--force-badname --allow-bad-names", "Accepts any name."),
            ("-M", "Makes no home folder."),
            ("-m", "Makes the home folder."),
            ("-c", "A comment."),
            ("--comment", "The full name."),
        ],
        operands: "The user, and a group to join.",
        body: "Debian and Alpine have different programs of this name: `--disabled-password` and `-D` mean the same.",
        ..tool("adduser", "Makes a user.")
    },
    Tool {
        options: &[("-e", "Passwords are encrypted.")],
        body: "The password stays readable in the image, if only encrypted.",
        ..tool("chpasswd", "Sets passwords.")
    },
    Tool {
        operands: "The user, then the command.",
        ..tool("gosu su-exec", "Runs a program as another user and replaces itself, so that signals arrive.")
    },
    tool("id whoami", "Prints who runs the command."),
    Tool {
        options: &[
            ("-d", "Removes the password."),
            ("-l", "Locks the account."),
            ("-u", "Unlocks the account."),
        ],
        operands: "The user.",
        ..tool("passwd", "Sets or removes a password.")
    },
    Tool {
        operands: "The rights, then the files.",
        ..tool("setcap", "Gives a program single rights of root, such as listening below port 1024.")
    },
    Tool {
        options: &[
            ("-c --command", "The command."),
            ("-l - --login", "With the settings of a login."),
            ("-s --shell", "The shell."),
            ("-m", "Keeps the variables."),
            ("-p", "Keeps the variables."),
        ],
        operands: "The user.",
        ..tool("su runuser", "Runs a command as another user.")
    },
    Tool {
        options: &[
            ("-u --user", "The user to be."),
            ("-E --preserve-env", "Keeps the variables."),
            ("-H --set-home", "With the user's home."),
            ("-i --login", "With the settings of a login."),
            ("-n", "Asks no password."),
            ("-S", "Reads the password from the pipe."),
            ("-s --shell", "In a shell."),
        ],
        body: "A build step is root unless `USER` says otherwise, so it is seldom needed.",
        ..tool("sudo", "Runs a command as root or another user.")
    },
    Tool {
        options: &[
            ("-u --uid", "The number of the user."),
            ("-g --gid", "The main group."),
            ("-G --groups", "Further groups."),
            ("-m --create-home", "Makes the home folder."),
            ("-M --no-create-home", "Makes no home folder."),
            ("-r --system", "As a system user, with a low number."),
            ("-s --shell", "The login shell; `/sbin/nologin` or `/bin/false` allows no login."),
            ("-d --home-dir --home", "The home folder."),
            ("-c --comment", "A comment, mostly the full name."),
            ("-l --no-log-init", "Writes no login records, whose files grow huge for high numbers."),
            ("-o --non-unique", "Accepts a number that is taken."),
            ("-U --user-group", "Makes a group of the same name."),
            ("-N --no-user-group", "Makes no group of the same name."),
            ("-p --password", "The encrypted password; it stays readable in the image."),
            ("-k --skel", "What the home folder begins with."),
            ("-b --base-dir", "Where home folders are."),
            ("-K", "Overrides a setting."),
            ("--badname", "Accepts any name."),
            ("-e", "When the account ends."),
            ("-D", "Works on defaults."),
        ],
        operands: "The user.",
        ..tool("useradd", "Makes a user.")
    },
    Tool {
        options: &[("-r --remove", "With the home folder."), ("-f", "In any case.")],
        operands: "The user or group.",
        ..tool("userdel deluser groupdel delgroup", "Removes a user or group.")
    },
    Tool {
        options: &[
            ("-a --append", "Keeps the groups it has; without it `-G` takes it out of all others."),
            ("-G --groups", "Further groups."),
            ("-u --uid", "The new number of the user; files outside its home keep the old one."),
            ("-g --gid", "The new main group."),
            ("-l --login", "The new name."),
            ("-d --home", "The new home folder."),
            ("-m --move-home", "Moves what is in the home folder."),
            ("-s --shell", "The login shell; `/sbin/nologin` or `/bin/false` allows no login."),
            ("-c --comment", "A comment, mostly the full name."),
            ("-o --non-unique", "Accepts a number that is taken."),
            ("-p --password", "The encrypted password; it stays readable in the image."),
            ("-L --lock", "Locks the password."),
            ("-U --unlock", "Unlocks the password."),
            ("-e --expiredate", "When the account ends."),
        ],
        operands: "The user.",
        ..tool("usermod", "Changes a user.")
    },
];

const GROUP: &[Opt] = &[
    ("-g --gid", "The number of the group."),
    ("-r -S --system", "As a system group, with a low number."),
    ("-o --non-unique", "Accepts a number that is taken."),
    ("-f --force", "Accepts a group that exists."),
    ("-n --new-name", "The new name."),
    ("-a", "Adds a user."),
];
