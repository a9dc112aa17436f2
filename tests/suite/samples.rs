//! Texts to try things on: the project's samples and short texts with what is easily got wrong.

use crate::files;

/// Every sample of the page and every golden case, with its name.
pub fn all() -> Vec<(String, String)> {
    let mut samples: Vec<(String, String)> = files::below("static/samples", "Dockerfile")
        .into_iter()
        .chain(files::below("tests/golden", "Dockerfile"))
        .map(|path| (files::name(&path), files::read(&path)))
        .collect();
    let short = SHORT.iter().enumerate().map(|(index, text)| (format!("short {index}"), (*text).to_owned()));
    samples.extend(short);
    samples
}

const SHORT: &[&str] = &[
    "",
    "\n",
    "\u{feff}FROM a\r\nRUN b\r\n",
    "FROM",
    "FROM a AS",
    "FROM a AS b\nFROM b\nCOPY --from=b / /\nCOPY --from=0 x y\nCOPY --from=9 x y",
    "ARG A=$A\nARG B=${A:-${B:-x}}\nFROM ${B}\nENV C=$A D=${C}\nRUN echo $D",
    "FROM a\nRUN <<A <<-B cat\nx\nA\n\ty\n\tB\nUSER z",
    "FROM a\nRUN <<EOF\nno end",
    "FROM a\nONBUILD RUN --mount=type=cache,target=/x y\nONBUILD ONBUILD a",
    "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver\nCOPY a C:\\b\\\nRUN dir `\n  c:\\",
    "FROM a\nRUN apt-get update && \\\n\n  # note\n  apt-get install -y gcc",
    "FROM a\nENV é=ü ö=\"日本\nLABEL 😀=😀\nRUN echo '😀",
    "FROM a\nHEALTHCHECK --interval=1x CMD b\nEXPOSE 99999/xyz\nSTOPSIGNAL SIGFOO",
    "FROM a\nCMD [\"a\", 'b']\nENTRYPOINT [1]\nSHELL x\nVOLUME []",
    "FROM a\0b\nRUN \u{1}\u{7f}\rx",
    "FORM a\n&& b\nRUN c\n--flag\nCOPY",
    "FROM a AS x\nRUN --mount=from=y,target=/a b\nFROM b AS y\nCOPY --from=x / /",
];
