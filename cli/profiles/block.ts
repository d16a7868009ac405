import { bytesOf } from "../aws-files/byte-file";
import type { MarkedBlock, Markers } from "../aws-files/marked-block";
import { entriesOf, sectionsOf } from "../aws-files/sections";
import { ownKeys, type Profile, type SsoSession } from "./profiles";

/** What a block that was written before says: what people gave then, and what they added. */
export interface FormerBlock {
    /** Header of each section → value of each key. */
    readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
    /** Header of each section → lines of keys that are not ours. */
    readonly added: ReadonlyMap<string, readonly string[]>;
}

/** The header of a profile's section. */
export function profileHeader(name: string): string {
    return `profile ${name}`;
}

/** Reads a block; keys that are not written by us are the person's own. */
export function formerBlock(block: MarkedBlock | undefined): FormerBlock {
    const lines = block?.lines ?? [];
    const read = sectionsOf(lines).map((section) => ({
        header: `${section.kind} ${section.name}`,
        entries: entriesOf(lines, section),
    }));
    const isOurs = (header: string, key: string): boolean =>
        ownKeys.includes(key) || (key === "credential_process" && header.endsWith("-session"));
    return {
        sections: new Map(
            read.map(({ header, entries }) => [header, new Map(entries.map(({ key, value }) => [key, value]))]),
        ),
        added: new Map(
            read.map(({ header, entries }) => [
                header,
                entries
                    .filter(({ key }) => !isOurs(header, key))
                    .flatMap((entry) => entry.lines.map(({ text }) => text)),
            ]),
        ),
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
    const section = (header: string, settings: Readonly<Record<string, string>>): readonly string[] => [
        "",
        `[${header}]`,
        ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`),
        ...(former.added.get(header) ?? []),
    ];
    const lacksDevice = profiles.some(
        ({ kind, mfa, settings, source }) =>
            kind === "role" && mfa && settings["mfa_serial"] === undefined && !source!.endsWith("-oaar"),
    );
    return [
        markers.begin,
        "# Written by `org profiles render`, which writes it anew. Keys that you add to one of these profiles stay.",
        "# Pulumi cannot ask for an MFA code: `org mfa` makes the session that it needs (docs/mfa.md).",
        ...(lacksDevice
            ? ["# mfa_serial is left out: `org mfa` finds the device; `org profiles render --find-mfa` writes it here."]
            : []),
        ...(sso === undefined
            ? []
            : section(`sso-session ${short}`, {
                  sso_start_url: sso.startUrl,
                  sso_region: sso.region,
                  sso_registration_scopes: "sso:account:access",
              })),
        ...profiles.flatMap(({ name, settings }) => section(profileHeader(name), bytesOfAll(settings))),
        "",
        markers.end,
    ];
}

function bytesOfAll(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, bytesOf(value)]));
}
