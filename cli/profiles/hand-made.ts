import { textOf, type ByteFile } from "../common/byte-file";
import { linesOf } from "../aws-files/lines";
import type { MarkedBlock } from "../aws-files/marked-block";
import { sectionsOf } from "../aws-files/sections";
import type { Profile } from "./profiles";

/** A section outside of our block with the name of one of ours. */
export interface HandMade {
    readonly kind: "profile" | "sso-session";
    readonly name: string;
    /** Line number, from 1. */
    readonly line: number;
}

/** Sections of the config file outside of our block that ours would hide, or that would hide ours. */
export function handMade(
    { text }: Pick<ByteFile, "text">,
    block: MarkedBlock | undefined,
    names: { readonly profiles: readonly string[]; readonly ssoSession: string | undefined },
): readonly HandMade[] {
    const isInside = (line: number): boolean =>
        block !== undefined && line >= block.start && line < block.start + block.lines.length;
    return sectionsOf(linesOf(text)).flatMap(({ kind, name: bytes, start }): readonly HandMade[] => {
        const name = textOf(bytes);
        const line = start + 1;
        if (isInside(start)) return [];
        if (kind === "profile" && names.profiles.includes(name)) return [{ kind, name, line }];
        return kind === "sso-session" && name === names.ssoSession ? [{ kind, name, line }] : [];
    });
}

/** Sections of the credentials file with the name of a role's profile: some programs would use their keys instead of the role. */
export function strayKeys({ text }: Pick<ByteFile, "text">, profiles: readonly Profile[]): readonly HandMade[] {
    const roles = new Set(profiles.filter(({ kind }) => kind !== "user").map(({ name }) => name));
    return sectionsOf(linesOf(text), "credentials").flatMap(({ name, start }) =>
        roles.has(textOf(name)) ? [{ kind: "profile" as const, name: textOf(name), line: start + 1 }] : [],
    );
}
