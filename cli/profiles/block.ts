import { bytesOf } from "../common/byte-file";
import type { MarkedBlock, Markers } from "../aws-files/marked-block";
import { entriesOf, sectionsOf, type Entry } from "../aws-files/sections";
import { ownKeys, type Profile, type SsoSession } from "./profiles";

/** The content of the block that an earlier run wrote: its options, and what the person added. */
export interface FormerBlock {
    /** Values by section header and key. */
    readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
    /** Keys with their lines, by section header. */
    readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

/** The header of a profile's section in the config file, without brackets. */
export function profileHeader(name: string): string {
    return `profile ${name}`;
}

/** Reads a block; without one, everything is empty. */
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

/** The lines of the new block, with both markers, in the form of `ByteFile.text`. */
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
        /** Undefined also where the person's part of the file has this section. */
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

/** Whether a role needs MFA and its profile names no device. */
export function lacksDevice(profiles: readonly Profile[]): boolean {
    return profiles.some(
        ({ kind, mfa, settings, source }) =>
            kind === "role" && mfa && settings["mfa_serial"] === undefined && !source!.endsWith("-oaar"),
    );
}

/**
 * Keys that the person added, without indentation: programs disagree about an indented key below an empty or a less indented one. Lines
 * that belong to such a key keep theirs.
 */
function added(entries: readonly Entry[], ours: readonly string[]): readonly string[] {
    return entries
        .filter(({ key }) => !ours.includes(key))
        .flatMap(({ lines }) => lines.map(({ text }, index) => (index === 0 ? text.trimStart() : text)));
}

function bytesOfAll(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, bytesOf(value)]));
}
