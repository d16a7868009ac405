import { z } from "zod";
import { flag, shape } from "./structure";

/** The config of a member layer, as it is written. A member needs none. */
export const memberSchema = z.strictObject({
    baseline: shape("What every account gets.", "{ deleteDefaultVpc: true }", {
        deleteDefaultVpc: flag("Delete the default VPC in every governed region.", false).optional(),
    }).optional(),
});

/** What a user may write for a member layer, once it has the right shape. */
export type MemberInput = z.infer<typeof memberSchema>;
