import type { ParseContext } from "./check/context";
import type { Parsed } from "./faults/fault";
import type { ManagementConfig } from "./model/management-config";
import type { MemberConfig } from "./model/member-config";
import { parseManagement } from "./parse-management";
import { parseMember } from "./parse-member";
import { parseSecurity } from "./parse-security";
import type { RawConfig } from "./stack-file/raw-config";
import type { Layer } from "./schema/layers";
import type { SecurityConfig } from "./model/security-config";

/** The typed config of each layer. */
export interface LayerConfigs {
    readonly management: ManagementConfig;
    readonly security: SecurityConfig;
    readonly member: MemberConfig;
}

const parsers: { readonly [L in Layer]: (raw: RawConfig, context?: ParseContext) => Parsed<LayerConfigs[L]> } = {
    management: parseManagement,
    security: parseSecurity,
    member: parseMember,
};

/** Judges the config of a layer. */
export function parseLayer<L extends Layer>(
    layer: L,
    raw: RawConfig,
    context: ParseContext = {},
): Parsed<LayerConfigs[L]> {
    return parsers[layer](raw, context);
}
