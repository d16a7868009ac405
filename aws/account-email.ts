/**
 * How the email of an account is changed at AWS, as words of a cure: no Pulumi resource can, and AWS sends a code to the new address.
 * Source: Account Management API reference, StartPrimaryEmailUpdate.
 */
export function emailUpdate(account: string, email: string): string {
    return `with the code that AWS sends to the new address: aws account start-primary-email-update --account-id ${account} --primary-email ${email}, then accept-primary-email-update with --otp`;
}
