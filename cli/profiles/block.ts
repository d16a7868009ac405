import { bytesOf } from "../common/byte-file";
import type { MarkedBlock, Markers } from "../aws-files/marked-block";
import { entriesOf, sectionsOf, type Entry } from "../aws-files/sections";
import { ownKeys, type Profile, type SsoSession } from "./profiles";

/** What a block that was written before says: what people gave then, and what they added. */
export interface FormerBlock {
    /** Header of each section → value of each key. */
    readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
    /** Header of each section → its keys, with their lines. */
    readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/** The header of a profile's section. */
export function profileHeader(name: string): string {
    return `profile ${name}`;
}

/** Reads a block. */
export function formerBlock(block: MarkedBlock | undefined): FormerBlock {
    const lines = block?.lines ?? [];
    const read = sectionsOf(lines).map((section) => ({
        header: `${section.kind} ${section.name}`,
        entries: entriesOf(lines, section),
    }));
    return {
        sections: new Map(
            read.map(({ header, entries }) => [header, new Map(entries.map(({ key, value }) => [key, value]))]),
        ),
        entries: new Map(read.map(({ header, entries }) => [header, entries])),
    };
}

/** The block's lines, markers among them, in a file's bytes. */
export function blockLines(
    profiles: readonly Profile[],
    {
        markers,
        short,
        sso,
        former,
    }: {
        readonly markers: Markers;
        readonly short: string;
        /** Undefined also where the file has such a section of its own. */
        readonly sso: SsoSession | undefined;
        readonly former: FormerBlock;
    },
): readonly string[] {
    const section = (
        header: string,
        kind: keyof typeof ownKeys,
        settings: Readonly<Record<string, string>>,
    ): readonly string[] => [
        "",
        `[${header}]`,
        ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`),
        ...added(former.entries.get(header) ?? [], ownKeys[kind]),
    ];
    return [
        markers.begin,
        "# Written by `org profiles render`, which replaces it at each run. Keys that you add to one of these profiles stay.",
        "# Pulumi cannot ask for an MFA code: `org mfa` makes the session that it needs (docs/mfa.md).",
        ...(lacksDevice(profiles)
            ? ["# mfa_serial is left out: `org mfa` finds the device; `org profiles render --find-mfa` writes it here."]
            : []),
        ...(sso === undefined
            ? []
            : section(`sso-session ${short}`, "sso-session", {
                  sso_start_url: sso.startUrl,
                  sso_region: sso.region,
                  sso_registration_scopes: "sso:account:access",
              })),
        ...profiles.flatMap(({ name, kind, settings }) => section(profileHeader(name), kind, bytesOfAll(settings))),
        "",
        markers.end,
    ];
}

/** Whether a role asks for a code and its profile does not say of which device. */
export function lacksDevice(profiles: readonly Profile[]): boolean {
    return profiles.some(
        ({ kind, mfa, settings, source }) =>
            kind === "role" && mfa && settings["mfa_serial"] === undefined && !source!.endsWith("-oaar"),
    );
}

/**
 * The person's own keys, at the beginning of their lines: below an empty or a less indented key, readers disagree about an indented
 * one. What is indented below them stays as it is.
 */
function added(entries: readonly Entry[], ours: readonly string[]): readonly string[] {
    return entries
        .filter(({ key }) => !ours.includes(key))
        .flatMap(({ lines }) => lines.map(({ text }, index) => (index === 0 ? text.trimStart() : text)));
}

function bytesOfAll(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, bytesOf(value)]));
}
