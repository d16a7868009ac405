import { stackFileOf, type Project } from "../common/project";
import { engineNotes, withNotes } from "./file-edits";
import { newSalt } from "./stack-engine";
import { rewrite, textIn } from "./stack-text";

/**
 * Writes a salt into a stack file that has neither a salt nor a key. Without one, the engine writes it in its next run: in place, so that a
 * kill can leave the file empty, and without the file's comments.
 */
export async function writeSalt(project: Project, stack: string): Promise<void> {
    const file = stackFileOf(project, stack);
    const { encryptionsalt, secretsprovider } = engineNotes(textIn(file) ?? "");
    if ((encryptionsalt ?? secretsprovider) !== undefined) return;
    const { encryptionsalt: salt = "" } = await newSalt(project, stack);
    rewrite(file, (text) => withNotes(text, { encryptionsalt: salt, secure: [] }, project.name));
}
