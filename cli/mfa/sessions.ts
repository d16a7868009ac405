import { identityOf } from "../../aws/caller";
import type { Keys } from "../../aws/keys";
import { CliError, say } from "../common/ui";
import type { Chain, Hop } from "./chain";
import { deviceName } from "./device";
import { roleLifetime } from "./durations";
import { endTime } from "./end-time";
import { areKeysDead, isDenied, roleRefused } from "./refusals";
import type { Facts } from "./session-cache";
import type { SessionTools, Start } from "./session-tools";
import type { Session } from "./sts-calls";

/** A session as it is kept in the cache; times in ISO 8601. */
export interface KeptSession {
    readonly keys: Keys;
    readonly expiresAt: string;
    readonly madeAt: string;
}

/** A session, and whether it came from the cache. */
export interface ObtainedSession extends Session {
    readonly cached: boolean;
}

/** A step that a dry run shows. */
export interface PlannedStep {
    readonly title: string;
    /** True: a kept session is used, so nothing is done. */
    readonly cached: boolean;
}

/** Milliseconds. A session younger than this is not refused for the age of its MFA. */
const young = 60_000;
/** Milliseconds. A session with less time left is replaced. A role's session costs no code, so its margin is wider. */
const margins = { session: 5 * 60_000, role: 10 * 60_000 } as const;

/** Gets the keys of the chain's last profile: from the cache, or from AWS with one code. */
export class Sessions {
    public constructor(
        private readonly chain: Chain,
        private readonly start: Start,
        private readonly tools: SessionTools,
    ) {}

    /** Returns the session. Asks for a code only if no session in the cache can be used. */
    public async obtain(): Promise<ObtainedSession> {
        const { hops } = this.chain;
        let from = hops.length;
        let session: ObtainedSession | undefined;
        while (from > 0 && session === undefined) {
            session = this.kept(from - 1);
            if (session === undefined) from -= 1;
        }
        session ??= hops.length === 0 ? await this.own() : undefined;
        for (const [index, hop] of hops.entries()) {
            if (index < from) continue;
            session = { ...(await this.assume(hop, index, session)), cached: false };
        }
        return session!;
    }

    /** What `obtain` would do. Asks nobody and calls nothing. */
    public plan(): readonly PlannedStep[] {
        const { hops } = this.chain;
        const { start } = this;
        const kept = hops.map((_, index) => this.kept(index));
        const from = kept.map((session) => session !== undefined).lastIndexOf(true);
        const steps: PlannedStep[] = hops.slice(from + 1).map(({ roleArn, profile }) => ({
            title: `assume role ${roleArn} (profile ${profile})`,
            cached: false,
        }));
        const hop = hops[from];
        if (hop !== undefined)
            return [keptStep(`role ${hop.roleArn} (profile ${hop.profile})`, kept[from]!.expiresAt), ...steps];
        if (start.isSession) return steps;
        const isDirect = hops[0] !== undefined && roleLifetime(hops[0], true, this.tools.mayAskOften).direct;
        const own = isDirect ? undefined : this.keptOwn();
        if (own !== undefined) return [keptStep(`the session of ${start.arn}`, own.expiresAt), ...steps];
        const use = isDirect ? "the role itself" : `a session of ${start.arn}`;
        return [
            { title: `ask for a code of ${deviceName(start.serial!)} (${start.serial!}), for ${use}`, cached: false },
            ...steps,
        ];
    }

    private async assume(hop: Hop, index: number, previous: Session | undefined): Promise<Session> {
        const { calls, codes, trace } = this.tools;
        const { start, chain } = this;
        const { seconds, direct, note } = roleLifetime(hop, index === 0, !start.isSession && this.tools.mayAskOften);
        if (note !== undefined) {
            if (this.tools.isQuiet) trace.log(note);
            else say(`! ${note}`);
        }
        const request = {
            roleArn: hop.roleArn,
            sessionName: hop.sessionName ?? sessionNameOf(start.arn),
            seconds,
            ...(hop.externalId === undefined ? {} : { externalId: hop.externalId }),
        };
        const first = index === 0;
        const by = first ? start.arn : chain.hops[index - 1]!.roleArn;
        const refused = (error: unknown, mfaAge?: number): unknown =>
            roleRefused(error, hop, {
                by,
                direct,
                ...(mfaAge === undefined ? {} : { mfaAge }),
                ...(first && start.isSession
                    ? {
                          signIn: `sign in again, with MFA (profile ${chain.base.profile}: ${chain.base.from}); the role may ask how old that is`,
                      }
                    : {}),
            });
        let session: Session;
        if (!first || start.isSession) {
            session = await calls.assumeRole(previous?.keys ?? start.keys, request).catch((error: unknown) => {
                throw refused(error);
            });
        } else if (direct) {
            const serial = start.serial!;
            session = await codes
                .withCode(serial, (code) => calls.assumeRole(start.keys, { ...request, serial, code }))
                .catch((error: unknown) => {
                    throw refused(error);
                });
        } else {
            const own = await this.own();
            const age = Date.now() - own.madeAt.getTime();
            try {
                session = await calls.assumeRole(own.keys, request);
            } catch (error) {
                if (!own.cached || !(isDenied(error) ? age > young : areKeysDead(error))) throw refused(error, age);
                const why = isDenied(error) ? "may be too old for this role" : "is known no longer";
                trace.log(`cache: the session is ${Math.round(age / 1000)} s old and ${why}: a fresh one is made`);
                say(`! AWS does not let the kept session into ${hop.roleArn}: it ${why}. A fresh code is needed.`);
                const fresh = await this.renew();
                session = await calls.assumeRole(fresh.keys, request).catch((again: unknown) => {
                    throw refused(again, Date.now() - fresh.madeAt.getTime());
                });
            }
        }
        this.keep("role", this.roleFacts(index), session);
        return session;
    }

    /** The user's own session with MFA: the one of the base, a kept one, or a new one. */
    private async own(): Promise<ObtainedSession & { readonly madeAt: Date }> {
        const { start, chain } = this;
        if (start.isSession) {
            if (start.expiresAt === undefined)
                throw new CliError(
                    `profile ${chain.profile} is a session already (${chain.base.from}), and nobody knows its end`,
                    "name a profile with a role: ./org mfa --profile <name>",
                );
            return { keys: start.keys, expiresAt: start.expiresAt, cached: false, madeAt: new Date() };
        }
        return this.keptOwn() ?? this.renew();
    }

    private async renew(): Promise<ObtainedSession & { readonly madeAt: Date }> {
        const { calls, codes, seconds } = this.tools;
        const { keys, serial } = this.start;
        const session = await codes.withCode(serial!, (code) => calls.sessionToken(keys, seconds, serial!, code));
        this.keep("session", this.ownFacts(), session);
        return { ...session, cached: false, madeAt: new Date() };
    }

    private keptOwn(): (ObtainedSession & { readonly madeAt: Date }) | undefined {
        return this.readKept("session", this.ownFacts(), `the session of ${this.start.arn}`);
    }

    private kept(index: number): ObtainedSession | undefined {
        return this.readKept("role", this.roleFacts(index), `role ${this.chain.hops[index]!.roleArn}`);
    }

    private readKept(
        kind: "session" | "role",
        facts: Facts,
        what: string,
    ): (ObtainedSession & { readonly madeAt: Date }) | undefined {
        const { cache, fresh, trace } = this.tools;
        if (fresh) {
            trace.log(`cache: ${what}: not looked for (--fresh)`);
            return undefined;
        }
        const kept = cache.read(kind, facts) as KeptSession | undefined;
        if (kept === undefined) {
            trace.log(`cache: ${what}: none`);
            return undefined;
        }
        trace.hide(kept.keys.accessKeyId, kept.keys.secretAccessKey, kept.keys.sessionToken);
        const [expiresAt, madeAt] = [new Date(kept.expiresAt), new Date(kept.madeAt)];
        const life = expiresAt.getTime() - madeAt.getTime();
        // A short session needs a shorter margin: otherwise it would never be reused.
        const good = expiresAt.getTime() - Date.now() > Math.min(margins[kind], life / 4);
        trace.log(`cache: ${what}: ${good ? "hit, good until" : "not used, it ends or ended"} ${endTime(expiresAt)}`);
        return good ? { keys: kept.keys, expiresAt, madeAt, cached: true } : undefined;
    }

    private keep(kind: "session" | "role", facts: Facts, { keys, expiresAt }: Session): void {
        const kept: KeptSession = { keys, expiresAt: expiresAt.toISOString(), madeAt: new Date().toISOString() };
        this.tools.cache.write(kind, facts, kept);
    }

    private ownFacts(): Facts {
        const { arn, account, serial } = this.start;
        return { user: arn, account, device: serial ?? "none", endpoint: this.tools.endpoint };
    }

    /** The cache key of a role's session has every role before it: the session depends on them. */
    private roleFacts(index: number): Facts {
        const hops = this.chain.hops.slice(0, index + 1);
        const hop = hops.at(-1)!;
        return {
            ...this.ownFacts(),
            role: hop.roleArn,
            account: hop.roleArn.split(":")[4]!,
            way: hops.map(({ roleArn }) => roleArn).join(" "),
            how: JSON.stringify([hop.duration, hop.sessionName, hop.externalId]),
        };
    }
}

function keptStep(what: string, end: Date): PlannedStep {
    return { title: `use ${what}, kept until ${endTime(end)}`, cached: true };
}

/** The user's name, so that CloudTrail shows who it was. AWS accepts 2 to 64 characters (AssumeRole, RoleSessionName). */
function sessionNameOf(arn: string): string {
    const name = identityOf(arn)
        .name.replace(/[^\w+=,.@-]/gu, "-")
        .slice(0, 64);
    return name.length < 2 ? `org-${name}` : name;
}
