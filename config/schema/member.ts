import * as z from "zod";
import { flag, shape } from "./structure";

/** The baseline that every account gets, the security account too. */
export const baselineSchema = shape("What every account gets.", "{ deleteDefaultVpc: true }", {
    deleteDefaultVpc: flag(
        "Delete the default VPC in every governed region, unless something is in it.",
        false,
    ).optional(),
});

/** The config of a member layer, as it is written. A member needs none. */
export const memberSchema = z.strictObject({ baseline: baselineSchema.optional() });

/** What a user may write for a member layer, once it has the right shape. */
export type MemberInput = z.infer<typeof memberSchema>;
