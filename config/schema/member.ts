import * as z from "zod";
import { flag, shape } from "./structure";

/** The baseline of every account, including the security account. */
export const baselineSchema = shape("What every account gets.", "{ deleteDefaultVpc: true }", {
    deleteDefaultVpc: flag(
        "Delete the default VPC in every governed region, unless something is in it.",
        false,
    ).optional(),
});

/** The config of a member layer, as the user writes it. It may be empty. */
export const memberSchema = z.strictObject({ baseline: baselineSchema.optional() });

/** A member layer's config in the right shape, before it is judged further. */
export type MemberInput = z.infer<typeof memberSchema>;
