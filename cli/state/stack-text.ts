import { bytesOf, readByteFile, textOf, writeByteFile } from "../common/byte-file";

/** The text of a file of the project; undefined where there is none. */
export function textIn(path: string): string | undefined {
    const file = readByteFile(path);
    return file.mode === undefined ? undefined : textOf(file.text);
}

/** Changes a file of the project in one step, so that a kill leaves the old text or the new one. A missing file is made. */
export function rewrite(path: string, change: (text: string) => string): void {
    const file = readByteFile(path);
    const text = bytesOf(change(textOf(file.text)));
    // The file is committed, so everybody may read it.
    if (text !== file.text) writeByteFile(file, text, file.mode ?? 0o644);
}
