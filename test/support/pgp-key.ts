/** The public half of a PGP key that was made for tests and whose private half nobody has. */
export const testPgpKey =
    "mQENBGsGTSMBCADYfmD/ODngF/LJgy0kupz2qKirVX88BFfF08UgobYkQEP7d6qr78QT8rV2NLqnX9k/7jFVvn9pBi1KtoP8di7IpK5eCEzy67" +
    "tDoN3xWKmoxL0YCQ/QPFJYSJ779/w6UtTi3ZHT40eqggIA4sWuge+fvNfU8P/aXjhST/WzMPHufZqDhMsmIijaCizZzs8TepRLIyomu3j5xvrK" +
    "Yu4yCG+Ec6ARnfcgnMKenYN78EhI+2lFfMB+/8c6yh12PVAmJR8Dw08+zCNbQw8K3PsHsV/IG0bWHZP5OpIo+PJkGcviKzlE7bGstRcqpt7/vk" +
    "mvkDLfrvNY4vfzfbf7zy84tGuPABEBAAG0GFRlc3QgPHRlc3RAYWNtZS5leGFtcGxlPokBTgQTAQoAOBYhBL3s1evz9P4E0TozwkNhf2TzdtvT" +
    "BQJrBk0jAhsNBQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEENhf2TzdtvTZl8H/RNG221Bb5Jq3LZOIa4G1Y2NNIYj169evzoaoqRzwDlqRx" +
    "cQjcggvi41qPR1nn9wjoY+FpNZm3aGIDS582qKTu923rXNL5jjrmT/iV4gz1/ViSqMpHL1LIgU2YQQl7XuREhbc/9oZTIdq1qbadK7USwMG6zP" +
    "zM3c4kCJnXQsm4aC0k6H+E1wjpkpfl0Qde3MBiYcNQDpV7YFF1o2Zoifb7EUefGeUWCRh614LTSWD0ChMIIy1pG9AD8KwFiZm8aaylA+Tj61jA" +
    "Ig/V39Iq+8j9ydeSyoUYjy1TVwiiCoxDhJNh87llqxBRjHehLcNtINJlr0TWSFski/5MIMsf7AFco=";
