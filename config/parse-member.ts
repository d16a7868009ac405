import { checkShape } from "./schema/check-shape";
import type { ParseContext } from "./check/context";
import type { Draft } from "./model/draft";
import type { Parsed } from "./faults/fault";
import { checkContextOf, verdict } from "./check/judge";
import type { MemberConfig } from "./model/member-config";
import type { RawConfig } from "./stack-file/raw-config";
import { memberSchema, type MemberInput } from "./schema/member";

/** Judges a member layer's config. Returns the typed value with every default filled in, or every fault. */
export function parseMember(raw: RawConfig, context: ParseContext = {}): Parsed<MemberConfig> {
    const { faults, project } = checkContextOf(raw, context);
    const draft = checkShape<MemberInput>(memberSchema, raw, faults, project);
    return verdict({ baseline: resolveBaseline(draft) }, faults);
}

/** The baseline of a member account, including the security account, with its defaults. */
export function resolveBaseline({ baseline }: Draft<MemberInput>): MemberConfig["baseline"] {
    return { deleteDefaultVpc: baseline?.deleteDefaultVpc ?? false };
}
