import { bytesOf, readByteFile, textOf, writeByteFile } from "../common/byte-file";

/** The text of a file; undefined where there is none. */
export function textIn(path: string): string | undefined {
    const file = readByteFile(path);
    return file.mode === undefined ? undefined : textOf(file.text);
}

/** Changes a file in one step, so that a kill leaves the old text or the new one. A missing file is made. */
export function rewrite(path: string, change: (text: string) => string): void {
    const file = readByteFile(path);
    const text = bytesOf(change(textOf(file.text)));
    // The file is in Git, so a new one is readable by everybody.
    if (text !== file.text) writeByteFile(file, text, file.mode ?? 0o644);
}
