use super::tool::{Opt, Tool, tool};

/// Commands that work on files and text. Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        options: &[
            ("-F", "What parts the fields."),
            ("-v", "Sets a variable."),
            ("-f", "Reads the program from a file."),
        ],
        ..tool("awk gawk", "Picks and rearranges fields of text lines.")
    },
    Tool { options: &[("-d --decode", "Decodes.")], ..tool("base64", "Encodes or decodes Base64.") },
    tool("basename", "Prints the last part of a path."),
    tool("bunzip2", "Unpacks bzip2 files."),
    tool("cat", "Prints files; with a heredoc and `>` it writes one."),
    Tool {
        options: RECURSIVE,
        operands: "The group and the files.",
        ..tool("chgrp", "Changes the group of files.")
    },
    Tool {
        options: RECURSIVE,
        body: "In a step of its own it stores every changed file again; `COPY --chmod` does not.",
        ..tool("chmod", "Changes who may read, write and run files.")
    },
    Tool {
        options: RECURSIVE,
        operands: "The new owner, then the files.",
        body: "In a step of its own it stores every changed file again, doubling its space; `COPY --chown` does not.",
        ..tool("chown", "Changes the owner of files.")
    },
    tool("cmp diff", "Compares files."),
    Tool {
        options: &[
            ("-r -R --recursive", "Copies folders with their contents."),
            ("-a --archive", "Copies folders and keeps owners, permissions, times and links."),
            ("-p", "Keeps owners, permissions and times."),
            ("-f --force", "Replaces what is in the way."),
            ("-v --verbose", "Prints what is copied."),
            ("-n --no-clobber", "Does not overwrite."),
            ("-L --dereference", "Copies what links point to."),
            ("-P --no-dereference", "Copies links as links."),
            ("-d", "Keeps links."),
            ("-u --update", "Only where the source is newer."),
            ("-T --no-target-directory", "Takes the destination as the new name."),
            ("-t --target-directory", "The folder to copy into."),
            ("-l --link", "Makes hard links instead of copies."),
            ("--parents", "Keeps the folders of the source path."),
        ],
        operands: "What is copied, and at last where to.",
        ..tool("cp", "Copies files inside the image.")
    },
    Tool {
        options: &[
            ("-d --delimiter", "What parts the fields."),
            ("-f --fields", "Which fields."),
            ("-c --characters", "Which characters."),
        ],
        ..tool("cut", "Keeps some fields of each line.")
    },
    tool("dirname", "Prints the folder of a path."),
    tool("dos2unix", "Turns Windows line ends into Unix ones."),
    Tool {
        options: &[("-s --summarize", "Only the sum."), ("-h --human-readable", "In readable units.")],
        ..tool("du", "Prints how much space files take.")
    },
    tool("file", "Tells what kind of file something is."),
    Tool {
        options: &[
            ("-type", "Only files (`f`), folders (`d`) or links (`l`)."),
            ("-name -iname", "Only names that match this pattern."),
            ("-path", "Only paths that match this pattern."),
            ("-exec", "Runs a command on each that is found."),
            ("-delete", "Deletes what is found."),
            ("-maxdepth", "How deep it looks."),
            ("-mindepth", "From which depth it looks."),
            ("-o -or", "Or."),
            ("-a -and", "And."),
            ("-not", "Turns the next test around."),
            ("-print", "Prints what is found."),
            ("-print0", "Prints what is found, parted by NUL, which is safe for any name."),
            ("-executable", "Only what can be run."),
            ("-perm", "Only with these permissions."),
            ("-user", "Only of this owner."),
            ("-size", "Only of this size."),
            ("-depth", "Folders after their contents."),
            ("-prune", "Does not go down into it."),
            ("-empty", "Only what is empty."),
            ("-regex", "Only paths that match this regular expression."),
            ("-xdev", "Stays on one file system."),
            ("-newer", "Only what is newer than this file."),
            ("-print-quit -quit", "Stops at the first."),
        ],
        ..tool("find", "Looks for files and does something with them.")
    },
    Tool {
        options: &[
            ("-q --quiet --silent", "Prints nothing; only whether it is found counts."),
            ("-v --invert-match", "Takes the lines that do not match."),
            ("-E --extended-regexp", "Uses extended regular expressions."),
            ("-F --fixed-strings", "Takes the text as it is."),
            ("-P --perl-regexp", "Uses Perl's regular expressions."),
            ("-i --ignore-case", "Upper and lower case are the same."),
            ("-o --only-matching", "Prints only what matches."),
            ("-r -R --recursive", "Looks through folders."),
            ("-l --files-with-matches", "Prints only names of files."),
            ("-e --regexp", "The text to look for."),
            ("-c --count", "Prints how many lines match."),
            ("-x --line-regexp", "The whole line must match."),
            ("-w --word-regexp", "Whole words must match."),
            ("-m --max-count", "Stops after so many lines."),
            ("-h --no-filename", "Prints no names of files."),
            ("-n --line-number", "Prints line numbers."),
            ("-s --no-messages", "Says nothing of missing files."),
            ("-A", "Also so many lines after."),
            ("-B", "Also so many lines before."),
            ("-z", "Lines are parted by NUL."),
        ],
        ..tool("grep egrep fgrep", "Prints the lines that match.")
    },
    Tool {
        options: &[
            ("-d --decompress", "Unpacks."),
            ("-k --keep", "Keeps the packed file."),
            ("-c --stdout", "Writes to the output."),
            ("-f --force", "Overwrites."),
            ("-9 --best", "Packs as small as it can."),
            ("-n --no-name", "Stores no name and time, so that results repeat."),
        ],
        ..tool("gunzip gzip zcat", "Packs or unpacks gzip files.")
    },
    Tool {
        options: &[
            ("-n --lines", "How many lines."),
            ("-c --bytes", "How many bytes."),
            ("-1", "One line."),
            ("-f", "Waits for more."),
        ],
        ..tool("head tail", "Prints the beginning or end of its input.")
    },
    Tool {
        options: &[
            ("-d --directory", "Makes folders."),
            ("-m --mode", "The permissions."),
            ("-o --owner", "The owner."),
            ("-g --group", "The group."),
            ("-D", "Makes the folders on the way."),
            ("-v --verbose", "Prints what is done."),
            ("-p", "Keeps times."),
            ("-t --target-directory", "The folder to copy into."),
            ("-c", "Ignored."),
            ("-s", "Strips symbols."),
        ],
        operands: "What is copied, and at last where to.",
        ..tool("install", "Copies files and sets owner and permissions in one go.")
    },
    Tool {
        options: &[
            ("-r --raw-output", "Prints strings without quotes."),
            ("-e", "Fails on `null` or `false`."),
            ("-c", "Prints on one line."),
            ("-n", "Reads no input."),
        ],
        ..tool("jq", "Picks values out of JSON.")
    },
    Tool {
        options: &[
            ("-s --symbolic", "Makes a symbolic link, which only names its target."),
            ("-f --force", "Replaces what is in the way."),
            ("-n --no-dereference", "Replaces a link to a folder instead of going into it."),
            ("-v --verbose", "Prints what is linked."),
            ("-r --relative", "Makes the target relative."),
            ("-T --no-target-directory", "Takes the last word as the name of the link."),
            ("-t --target-directory", "The folder the links go into."),
            ("-L", "Follows links."),
        ],
        operands: "What the link points to, and at last the link.",
        ..tool("ln", "Makes a link.")
    },
    Tool {
        options: &[
            ("-l", "With details."),
            ("-a --all", "Also hidden files."),
            ("-h", "Readable sizes."),
            ("-R", "With subfolders."),
            ("-1", "One a line."),
            ("-t", "Newest first."),
            ("-d", "Folders themselves."),
        ],
        ..tool("ls", "Lists files.")
    },
    Tool {
        options: &[
            ("-p --parents", "Makes missing folders on the way and accepts those that exist."),
            ("-m --mode", "The permissions."),
            ("-v --verbose", "Prints what is made."),
        ],
        operands: "The folders to make.",
        ..tool("mkdir", "Makes folders.")
    },
    Tool {
        options: &[
            ("-d --directory", "Makes a folder."),
            ("-t --tmpdir", "In the folder for temporary files."),
            ("-p", "In this folder."),
            ("-u", "Only prints a name."),
        ],
        ..tool("mktemp", "Makes a temporary file and prints its name.")
    },
    Tool {
        options: &[
            ("-f --force", "Replaces what is in the way."),
            ("-v --verbose", "Prints what is moved."),
            ("-n --no-clobber", "Does not overwrite."),
            ("-t --target-directory", "The folder to move into."),
            ("-T", "Takes the destination as the new name."),
            ("-i", "Asks before it overwrites."),
        ],
        operands: "What is moved, and at last where to.",
        ..tool("mv", "Moves or renames files.")
    },
    Tool {
        options: &[
            ("-p", "How many leading folders of paths are dropped."),
            ("-d --directory", "Works in this folder."),
            ("-i --input", "The file with the changes."),
            ("-N", "Skips what is already applied."),
            ("-s", "Prints less."),
        ],
        ..tool("patch", "Applies changes to files.")
    },
    Tool {
        options: &[
            ("-f --canonicalize", "Follows every link to the end."),
            ("-e", "Fails where it does not exist."),
            ("-m", "Accepts missing parts."),
        ],
        ..tool("readlink realpath", "Prints where a link points to.")
    },
    Tool {
        options: &[
            ("-r -R --recursive", "Deletes folders with their contents."),
            ("-f --force", "Asks nothing and accepts what does not exist."),
            ("-v --verbose", "Prints what is deleted."),
            ("-d --dir", "Deletes empty folders."),
            ("-i", "Asks before each."),
            ("--preserve-root", "Never deletes `/`, which is the default."),
            ("--no-preserve-root", "Does not protect `/`."),
        ],
        operands: "What is deleted.",
        body: "It saves space only for files made in the same `RUN`; those of earlier layers are just hidden.",
        ..tool("rm", "Deletes files.")
    },
    Tool { operands: "The folders.", ..tool("rmdir", "Deletes empty folders.") },
    Tool {
        options: &[
            ("-a --archive", "Keeps everything about the files."),
            ("-v --verbose", "Prints more."),
            ("-r --recursive", "With subfolders."),
            ("-z --compress", "Packs on the way."),
            ("--delete", "Deletes what the source does not have."),
            ("--exclude", "Leaves these out."),
        ],
        ..tool("rsync", "Copies folders, only what differs.")
    },
    Tool {
        options: &[
            ("-i --in-place", "Changes the file itself instead of printing."),
            ("-e --expression", "The change to make."),
            ("-r -E --regexp-extended", "Uses extended regular expressions."),
            ("-n --quiet --silent", "Prints only what is asked for."),
            ("-f --file", "Reads the changes from a file."),
            ("-s --separate", "Treats each file by itself."),
            ("-z --null-data", "Lines are parted by NUL."),
            ("-u", "Reads no more than needed."),
        ],
        operands: "The change and the files; `s/a/b/` replaces a with b, `d` deletes lines.",
        ..tool("sed", "Edits text by rules.")
    },
    Tool {
        options: CHECK,
        operands: "The files or the list of sums.",
        ..tool(
            "sha256sum md5sum sha1sum sha512sum shasum",
            "Computes or checks checksums: `-c` fails the build where a file is not what was expected.",
        )
    },
    Tool {
        options: &[
            ("-u --unique", "Each line once."),
            ("-n --numeric-sort", "By number."),
            ("-r --reverse", "Backwards."),
            ("-V --version-sort", "By version."),
            ("-k --key", "By this field."),
            ("-t --field-separator", "What parts the fields."),
            ("-z", "Lines are parted by NUL."),
            ("-f", "Ignores case."),
            ("-h", "By readable size."),
        ],
        ..tool("sort", "Sorts lines.")
    },
    tool("stat", "Prints owner, size and times of files."),
    Tool {
        options: &[
            ("-s --strip-all", "All symbols."),
            ("-g --strip-debug", "Debug symbols."),
            ("--strip-unneeded", "What linking does not need."),
            ("-x", "Local symbols."),
        ],
        operands: "The files.",
        ..tool("strip", "Removes symbols from programs, which makes them smaller.")
    },
    tool("sync", "Writes everything to disk; only old storage drivers needed it."),
    Tool {
        options: TAR,
        operands: "The archive or its members.",
        ..tool("tar bsdtar", "Packs or unpacks archives.")
    },
    Tool {
        options: &[("-a --append", "Adds to the file instead of replacing it."), ("-p", "Waits for errors.")],
        operands: "The file.",
        ..tool("tee", "Writes its input to a file and prints it too.")
    },
    Tool {
        options: &[
            ("-t", "Sets this time."),
            ("-d --date", "Sets this time."),
            ("-m", "Only the change time."),
            ("-c --no-create", "Makes nothing new."),
        ],
        operands: "The files.",
        ..tool("touch", "Makes an empty file or renews its time.")
    },
    Tool {
        options: &[
            ("-d --delete", "Deletes the characters."),
            ("-s --squeeze-repeats", "Joins repeated ones."),
            ("-c -C --complement", "All but these."),
        ],
        ..tool("tr", "Replaces characters.")
    },
    Tool {
        options: &[
            ("-d", "The folder to unpack into."),
            ("-q", "Prints less."),
            ("-o", "Overwrites without asking."),
            ("-j", "Drops the folders."),
            ("-p", "Writes to the output."),
            ("-u", "Only newer files."),
            ("-n", "Never overwrites."),
            ("-l", "Only lists."),
            ("-x", "Leaves these out."),
            ("-a", "Converts line ends."),
        ],
        operands: "The archive, and members of it.",
        ..tool("unzip", "Unpacks ZIP archives.")
    },
    Tool {
        options: &[("-l", "Lines."), ("-c", "Bytes."), ("-w", "Words.")],
        ..tool("wc", "Counts lines, words and bytes.")
    },
    Tool {
        options: &[
            ("-r --no-run-if-empty", "Runs nothing where there is no input."),
            ("-0 --null", "The input is parted by NUL, which is safe for any name."),
            ("-n --max-args", "So many words at a time."),
            ("-I -i", "Puts the input where this mark stands."),
            ("-t --verbose", "Prints each command."),
            ("-P --max-procs", "So many at once."),
            ("-L", "So many lines at a time."),
            ("-d --delimiter", "What parts the input."),
        ],
        ..tool("xargs", "Runs a command with the words it reads as arguments.")
    },
    Tool {
        options: &[
            ("-d --decompress", "Unpacks."),
            ("-k --keep", "Keeps the packed file."),
            ("-c", "Writes to the output."),
            ("-T", "So many threads."),
        ],
        ..tool("xz unxz zstd", "Packs or unpacks xz or zstd files.")
    },
    Tool {
        options: &[("-r", "With subfolders."), ("-q", "Prints less."), ("-d", "Deletes from the archive.")],
        ..tool("zip", "Packs ZIP archives.")
    },
];

const RECURSIVE: &[Opt] = &[
    ("-R --recursive", "With everything inside folders."),
    ("-v --verbose", "Prints what is changed."),
    ("-h --no-dereference", "Changes links themselves."),
    ("-f --silent --quiet", "Hides errors."),
    ("-c --changes", "Prints what changes."),
    ("-L", "Follows links."),
    ("-H", "Follows links that are named."),
    ("--reference", "Takes them from this file."),
    ("--from", "Only what belongs to this owner."),
];

const CHECK: &[Opt] = &[
    ("-c --check", "Compares files with the sums in a list and fails where one differs."),
    ("-w --warn", "Warns of bad lines."),
    ("--strict", "Fails on bad lines of the list."),
    ("-s --status", "Prints nothing."),
    ("--quiet", "Prints only failures."),
    ("-a", "Which algorithm, by its number of bits."),
    ("--ignore-missing", "Skips files that are not there."),
    ("-b --binary", "Reads bytes."),
];

const TAR: &[Opt] = &[
    ("-x --extract --get", "Unpacks."),
    ("-c --create", "Packs."),
    ("-t --list", "Lists."),
    ("-f --file", "The archive; `-` is the pipe."),
    ("-z --gzip --gunzip", "With gzip."),
    ("-j --bzip2", "With bzip2."),
    ("-J --xz", "With xz."),
    ("-a --auto-compress", "Compression by the name's ending."),
    ("-v --verbose", "Prints each name."),
    ("-C --directory", "Works in this folder."),
    ("--strip-components --strip", "Drops so many leading folders of each path."),
    ("--no-same-owner", "Unpacked files belong to whoever unpacks, not to the ids in the archive."),
    ("--same-owner", "Keeps the owners of the archive."),
    ("-p --preserve-permissions", "Keeps the permissions of the archive."),
    ("--no-same-permissions", "Ignores the permissions of the archive."),
    ("--exclude", "Leaves these out."),
    ("--wildcards", "Names may be patterns."),
    ("-h --dereference", "Packs what links point to."),
    ("-k --keep-old-files", "Does not overwrite."),
    ("-O --to-stdout", "Writes to the output."),
    ("-T --files-from", "Takes names from a file."),
    ("-o", "Files belong to whoever unpacks."),
    ("-m --touch", "Does not restore times."),
    ("--overwrite", "Overwrites."),
    ("--show-transformed-names", "Prints names as they are stored."),
    ("--transform --xform", "Changes names by a rule."),
    ("--no-recursion", "Does not go into folders."),
    ("--warning", "Which warnings are shown."),
    ("-P --absolute-names", "Keeps leading slashes."),
    ("-I --use-compress-program", "Packs or unpacks with this program."),
    ("--numeric-owner", "Uses numbers for owners."),
    ("--owner", "The owner to store."),
    ("--group", "The group to store."),
    ("-Z --compress", "With compress."),
    ("--zstd", "With zstd."),
    ("--checkpoint", "Prints a mark now and then."),
];
