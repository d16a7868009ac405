import { checkShape } from "./check-shape";
import type { ParseContext } from "./context";
import type { Parsed } from "./fault";
import { judgeOf, verdict } from "./judge";
import type { MemberConfig } from "./member-config";
import type { RawConfig } from "./raw-config";
import { memberSchema, type MemberInput } from "./schema/member";

/** Judges a member layer's config: the typed value with every default filled in, or every fault at once. */
export function parseMember(raw: RawConfig, context: ParseContext = {}): Parsed<MemberConfig> {
    const { faults, project } = judgeOf(raw, context);
    const draft = checkShape<MemberInput>(memberSchema, raw, faults, project);
    return verdict({ baseline: { deleteDefaultVpc: draft.baseline?.deleteDefaultVpc ?? false } }, faults);
}
