import { CliError, exitCodes } from "../common/ui";

/**
 * Only the account itself can leave an organization.
 *
 * @throws CliError where `leave` is no id, or would do nothing
 */
export function mustBeLeavable(
    owner: boolean,
    { leave, profile }: { readonly leave?: string; readonly profile?: string },
): void {
    if (leave === undefined) return;
    if (!/^o-[a-z0-9]{10,32}$/u.test(leave))
        throw new CliError(
            `--leave ${leave} is no id of an organization`,
            "name the organization that the account is in, as in --leave o-exampleorgid",
            exitCodes.usage,
        );
    if (!owner && profile === undefined)
        throw new CliError(
            "--leave is what the account itself does, and these are the management account's credentials",
            "name a profile of the account's own administrator: --profile <name>; or run it there with --owner",
            exitCodes.usage,
        );
}
