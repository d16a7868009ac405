import { SharedConfigFault } from "./fault";
import type { Profile } from "./files";

const oneOf = (...words: readonly string[]): RegExp => new RegExp(`^(?:${words.join("|")})$`, "iu");
const integer = /^[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)$/u;

/**
 * Settings beside credentials whose wrong values end Pulumi's provider, although other clients ignore or accept them. Source: config 1.32,
 * setFromIniSection.
 */
const values: Readonly<Record<string, { readonly right: RegExp; readonly words: string }>> = {
    retry_mode: { right: /^(?:standard|adaptive)$/u, words: "standard or adaptive" },
    max_attempts: { right: integer, words: "a number" },
    defaults_mode: {
        right: oneOf("", "auto", "cross-region", "in-region", "legacy", "mobile", "standard"),
        words: "standard, in-region, cross-region, mobile, auto or legacy",
    },
    ec2_metadata_service_endpoint_mode: { right: oneOf("", "ipv4", "ipv6"), words: "IPv4 or IPv6" },
    request_min_compression_size_bytes: { right: integer, words: "a number" },
    disable_request_compression: { right: /^(?:true|false)$/u, words: "true or false" },
    account_id_endpoint_mode: {
        right: /^(?:preferred|required|disabled)$/u,
        words: "preferred, required or disabled",
    },
    request_checksum_calculation: {
        right: oneOf("when_supported", "when_required"),
        words: "when_supported or when_required",
    },
    response_checksum_validation: {
        right: oneOf("when_supported", "when_required"),
        words: "when_supported or when_required",
    },
};

export function checkValues(settings: Profile, profile: string, path: string): void {
    for (const [key, { right, words }] of Object.entries(values)) {
        const value = settings[key];
        if (value !== undefined && !right.test(value))
            throw new SharedConfigFault(
                `profile ${profile} has ${key} = ${value}, and Pulumi's provider stops there`,
                `write ${words} into [profile ${profile}] of ${path}, or take ${key} out`,
            );
    }
}
