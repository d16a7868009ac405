import { environmentKeys, type Keys } from "../../aws/keys";
import { resolveChain } from "../mfa/chain";
import { Codes } from "../mfa/codes";
import { sessionSeconds } from "../mfa/durations";
import { SessionCache, sessionFolder } from "../mfa/session-cache";
import type { SessionTools } from "../mfa/session-tools";
import { Sessions } from "../mfa/sessions";
import type { SharedFiles } from "../../aws/shared-config/files";
import { baseKeys, startOf } from "../mfa/start";
import { endpointOf, StsCalls } from "../mfa/sts-calls";
import { Trace } from "../mfa/trace";
import { UsedCodes } from "../mfa/used-codes";
import { CliError, exitCodes } from "../common/ui";

/**
 * Keys of a profile from a session that `org mfa` keeps; undefined where no kept session can be used. No person is asked.
 *
 * @throws CliError where AWS refuses the kept session
 */
export async function keptSession(profile: string, files: SharedFiles, region: string): Promise<Keys | undefined> {
    const chain = resolveChain(files, profile, environmentKeys());
    const trace = new Trace(false);
    // The caller reports why there are none.
    const base = await baseKeys(chain.base, trace).catch(() => undefined);
    if (base === undefined) return undefined;
    const { keys } = base;
    const cache = new SessionCache(sessionFolder(), trace);
    const endpoint = endpointOf();
    // For a kept session, `org mfa` has noted the user's device. Looking for the device could ask the person.
    const known = cache.read("user", { key: keys.accessKeyId, endpoint }) as { readonly device?: string } | undefined;
    const serial = chain.serial?.value ?? known?.device;
    // A base that is a session already needs no code.
    const isSession = keys.sessionToken !== undefined;
    if (serial === undefined && !isSession) return undefined;
    const calls = new StsCalls(region, trace);
    // An empty code is refused as a wrong usage; without one, a person would be asked.
    const source = { otp: "", profile, base: chain.base };
    const codes = new Codes(source, new UsedCodes(cache), calls, trace);
    const seconds = sessionSeconds(undefined);
    const tools: SessionTools = {
        calls,
        cache,
        codes,
        trace,
        seconds,
        serial,
        fresh: false,
        mayAskOften: false,
        isQuiet: true,
        endpoint,
    };
    const sessions = new Sessions(chain, await startOf(chain, tools), tools);
    if (!isSession && sessions.plan()[0]?.cached !== true) return undefined;
    try {
        return (await sessions.obtain()).keys;
    } catch (error) {
        if (error instanceof CliError && error.exitCode === exitCodes.usage) return undefined;
        throw error;
    }
}
