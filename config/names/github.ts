/** The host of GitHub's tokens, as IAM names the identity provider. */
export const githubIssuer = "token.actions.githubusercontent.com";
