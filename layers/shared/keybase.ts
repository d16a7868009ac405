import { type Fault, formatPath } from "../../config/faults";
import { judgePgpKey } from "../../config/pgp";
import type { OwnStack } from "./own-stack";
import { getText } from "./through-proxy";
import { passwordsMade } from "../../config";

/** A person, as in the config. */
interface Keyed {
    readonly name: string;
    readonly pgpKey?: string;
    /** Default: none. */
    readonly formerly?: readonly string[];
}

/** Fetches a person's key from Keybase; undefined if there is none. Throws if Keybase does not respond. */
export type AskKeybase = (name: string) => Promise<string | undefined>;

const prefix = "keybase:";
const giveTheKey = "give the key itself: gpg --export <address> | base64";

/**
 * Checks the Keybase names of people who have no password yet. The provider asks Keybase after AWS has created the password, so a name
 * without a valid key would leave a password that nobody knows.
 */
export async function keybaseFaults(
    where: "admins" | "breakGlass" | "users",
    people: readonly Keyed[],
    own: OwnStack,
    ask: AskKeybase = askKeybase,
): Promise<readonly Fault[]> {
    const isMade = passwordsMade(own.resources);
    const asked = people.filter(
        ({ name, formerly = [], pgpKey }) => pgpKey?.startsWith(prefix) === true && ![name, ...formerly].some(isMade),
    );
    const answers = await Promise.all(
        asked.map(async ({ name, pgpKey = "" }) => ({
            path: formatPath([where, name, "pgpKey"]),
            value: `"${pgpKey}"`,
            complaint: await complaintOf(pgpKey.slice(prefix.length), ask),
        })),
    );
    return answers.flatMap(({ path, value, complaint }) =>
        complaint === undefined ? [] : [{ path, value, ...complaint, severity: "fault" as const }],
    );
}

async function complaintOf(
    name: string,
    ask: AskKeybase,
): Promise<{ readonly message: string; readonly cure: string } | undefined> {
    try {
        const bundle = await ask(name);
        if (bundle === undefined)
            return { message: "has no PGP key at Keybase", cure: `check the name, or ${giveTheKey}` };
        const { fault } = judgePgpKey(unarmored(bundle), new Date());
        return fault && { message: `is a name whose key at Keybase ${fault.message}`, cure: fault.cure };
    } catch (error) {
        const { message, cause } = error as Error;
        const reason = cause instanceof Error ? cause.message : message;
        return {
            message: `cannot be looked up: keybase.io does not respond (${reason})`,
            cure: `try again, or ${giveTheKey}`,
        };
    }
}

/** The base64 of an armored key: the text between its headers and its checksum (RFC 9580, 6.2). */
function unarmored(bundle: string): string {
    const lines = bundle.split(/\r?\n/u);
    const body = lines.slice(lines.findIndex((line) => line.trim() === "") + 1);
    const end = body.findIndex((line) => /^=|^-----END/u.test(line));
    return body.slice(0, end === -1 ? undefined : end).join("");
}

/** The same request as the provider's (its internal/vault/helper/pgpkeys/keybase.go), which uses the environment's proxy too. */
async function askKeybase(name: string): Promise<string | undefined> {
    const url = `https://keybase.io/_/api/1.0/user/lookup.json?usernames=${encodeURIComponent(name)}&fields=public_keys`;
    const { status, them } = JSON.parse(await getText(url)) as {
        readonly status?: { readonly name?: string };
        readonly them?: readonly ({
            readonly public_keys?: { readonly primary?: { readonly bundle?: string } };
        } | null)[];
    };
    if (status?.name !== "OK") throw new Error(status?.name ?? "no status");
    return them?.[0]?.public_keys?.primary?.bundle;
}
