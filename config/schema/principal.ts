import { principalRule } from "./rules";
import { text } from "./text";

/** A service principal. */
export const principalSchema = text(
    { description: "A service principal.", example: "cloudtrail.amazonaws.com" },
    principalRule,
);
