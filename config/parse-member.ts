import { checkShape } from "./check-shape";
import type { ParseContext } from "./context";
import type { Draft } from "./draft";
import type { Parsed } from "./fault";
import { judgeOf, verdict } from "./judge";
import type { MemberConfig } from "./member-config";
import type { RawConfig } from "./raw-config";
import { memberSchema, type MemberInput } from "./schema/member";

/** Judges a member layer's config: the typed value with every default filled in, or every fault at once. */
export function parseMember(raw: RawConfig, context: ParseContext = {}): Parsed<MemberConfig> {
    const { faults, project } = judgeOf(raw, context);
    const draft = checkShape<MemberInput>(memberSchema, raw, faults, project);
    return verdict({ baseline: resolveBaseline(draft) }, faults);
}

/** The baseline of a member account, the security account too, with its defaults. */
export function resolveBaseline({ baseline }: Draft<MemberInput>): MemberConfig["baseline"] {
    return { deleteDefaultVpc: baseline?.deleteDefaultVpc ?? false };
}
